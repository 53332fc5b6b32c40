// @ts-nocheck
import fc from 'fast-check'
import t from 'tap'
import { toXml } from '../../../src/inwebo/device-protocol/xml.ts'

t.test('an answer is a declaration and a flat element that gives back every text', async (t) => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,9}$/)
  const text = fc.string({ unit: 'grapheme' }).map((value) => value.replace(/[\p{Cc}\p{Cs}]/gu, ''))
  const unescape = (value = '') => value.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
  fc.assert(fc.property(fc.dictionary(name, text), (fields) => {
    const xml = toXml('ActionSetup', fields)
    const [, inner = ''] = /^<\?xml version="1.0" encoding="UTF-8"\?>\n<ActionSetup>(.*)<\/ActionSetup>$/su.exec(xml) ?? []
    const children = [...inner.matchAll(/<(\w+)(?:\/>|>([^<]*)<\/\1>)/g)].map(([, key = '', value]) => [key, unescape(value)])
    t.strictSame(Object.fromEntries(children), Object.fromEntries(Object.entries(fields)))
    t.equal(children.length, Object.keys(fields).length)
  }))
})
