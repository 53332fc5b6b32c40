import { Value } from '@sinclair/typebox/value'
import t from 'tap'
import { busySandbox, snapshots, take } from '../support/snapshot.ts'

const snapshot = take(busySandbox())
const takes = (changed: unknown): boolean => Value.Check(snapshots.Schema, changed)

/** The snapshot with another value at a path, such as `clock.now`; without what is there when it is `undefined`. */
function withValue (path: string, value: unknown): unknown {
  const changed = structuredClone(snapshot) as object
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const holder = keys.reduce((inner, key) => Reflect.get(inner, key) as object, changed)
  if (value === undefined) Reflect.deleteProperty(holder, last)
  else Reflect.set(holder, last, value)
  return changed
}

t.test('a snapshot is what was taken, with all accounts or the changed ones, and with parts or without', async (t) => {
  for (const accounts of ['all', 'changed'] as const) t.ok(takes(take(busySandbox(), accounts)))
  for (const path of ['words', 'inbox.gone', 'codes.0.replacesDevices']) t.ok(takes(withValue(path, undefined)), path)
  t.equal(snapshots.Schema.title, 'Snapshot')
})

t.test('nothing else may be left out, and nothing be added', async (t) => {
  const message = ['id', 'to', 'code', 'codeId', 'purpose', 'account', 'text', 'sentAt', 'expiresAt']
  const code = ['id', 'account', 'purpose', 'code', 'phoneNumber', 'sentAt', 'expiresAt', 'attempts']
  const places: Array<[string, string[]]> = [
    ['', ['version', 'seed', 'random', 'clock', 'accounts', 'codes', 'endedCodes', 'inbox']],
    ['random.', ['seed', 'codes', 'ids', 'draws']],
    ['clock.', ['now', 'frozen']],
    ['codes.0.', code],
    ['endedCodes.0.', [...code, 'end', 'endedAt']],
    ['inbox.', ['messages', 'late']],
    ['inbox.messages.0.', message],
    ['inbox.late.0.', ['sms', 'dueAt']],
    ['inbox.late.0.sms.', message]
  ]
  for (const [place, needed] of places) {
    for (const key of needed) t.notOk(takes(withValue(`${place}${key}`, undefined)), `without ${place}${key}`)
    t.notOk(takes(withValue(`${place}more`, 1)), `with more in ${place}`)
  }
})

t.test('each value is within what it can be', async (t) => {
  const [stream, line, farthest] = [(value: number) => [1, 2, 3, value], (length: number) => 'x'.repeat(length), 8.64e15]
  const values: Array<[path: string, good: unknown[], bad: unknown[]]> = [
    ['version', [1], [0, 2, '1']],
    ['seed', [null, 0, 2 ** 32 - 1], [-1, 2 ** 32, 0.5, '7']],
    ['random.seed', [0, 2 ** 32 - 1], [-1, 2 ** 32, 0.5, null]],
    ['random.codes', [stream(-(2 ** 31)), stream(2 ** 32 - 1)], [stream(-(2 ** 31) - 1), stream(2 ** 32), stream(0.5), [1, 2, 3], [1, 2, 3, 4, 5]]],
    ['clock.now', [-farthest, farthest], ['1970-01-01T00:00:00Z']],
    ['clock.frozen', [true, false], ['true']],
    ['deletedAccounts', [[], ['bob']], [[''], 'bob']],
    ['codes.0.id', [1], [0, 1.5]],
    ['codes.0.code', ['1', '1234567890123456'], ['', '12345678901234567', '12a', ' 1']],
    ['codes.0.account', ['alice', 'a@b'], ['', '.a', 'a b', line(65)]],
    ['codes.0.purpose', ['resetPIN'], ['other']],
    ['codes.0.phoneNumber', [line(1000)], [line(1001), 1]],
    ['codes.0.attempts', [0, 2], [-1, 0.5]],
    ['codes.0.sentAt', [-farthest, farthest], [farthest * 2, '1']],
    ['codes.0.replacesDevices', [true], [false]],
    ['endedCodes.0.end', ['used', 'replaced', 'void', 'accountReset', 'accountDeleted'], ['expired']],
    ['inbox.messages.0.text', ['', line(1000)], [line(1001)]],
    ['inbox.late.0.dueAt', [-farthest, farthest], [farthest * 2]],
    ['inbox.gone', [[], [['m', 1]], Array(1000).fill(['m', 1])], [Array(1001).fill(['m', 1]), [['m', 0]], [['m']]]],
    ['words', [[]], [[1]]]
  ]
  for (const [path, good, bad] of values) {
    for (const value of good) t.ok(takes(withValue(path, value)), `${path} takes ${JSON.stringify(value).slice(0, 60)}`)
    for (const value of bad) t.notOk(takes(withValue(path, value)), `${path} refuses ${JSON.stringify(value).slice(0, 60)}`)
  }
})
