import t from 'tap'
import { fixturesFolder } from '../../src/config/folders.ts'

t.test('the fixtures are those that come along, unless FIXTURES names a folder', async (t) => {
  t.match(fixturesFolder({}), /\/fixtures$/)
  t.equal(fixturesFolder({ FIXTURES: '/elsewhere' }), '/elsewhere')
})
