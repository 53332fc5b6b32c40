import t from 'tap'
import { didYouMean, nearestWord } from '../../src/lib/nearest-word.ts'

t.test('the nearest word is one that a slip of the keys makes of it, in any case of letters', async (t) => {
  const words = ['alice', 'bob', 'carol']
  t.equal(nearestWord('alcie', words), 'alice')
  t.equal(nearestWord('alme', words), undefined, 'two slips in four letters are another word')
  t.equal(nearestWord('alicee', words), 'alice')
  t.equal(nearestWord('Bob2', words), 'bob')
  t.equal(nearestWord('zoe', words), undefined)
  t.equal(nearestWord('', words), undefined)
  t.equal(nearestWord('alice'.padEnd(100, 'x'), words), undefined)
  t.equal(didYouMean('carl', words), 'Did you mean carol? ')
  t.equal(didYouMean('zoe', words), '')
})

t.test('of many words the first thousand are compared', async (t) => {
  const many = Array.from({ length: 2000 }, (_, index) => `account-${String(index).padStart(4, '0')}`)
  t.equal(nearestWord('account-00001', many), 'account-0000')
  t.equal(nearestWord('account-1999x', [...many.slice(0, 1000).map(() => 'z'), 'account-1999']), undefined)
})
