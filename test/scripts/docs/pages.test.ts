import { readFileSync } from 'node:fs'
import t from 'tap'
import { parseFixtures } from '../../../src/sandbox/accounts/fixtures.ts'
import { pages } from '../../../scripts/docs/pages.ts'

for (const [file, page] of Object.entries(await pages())) {
  t.test(`${file} says what the code says`, async (t) => {
    t.equal(readFileSync(file, 'utf8'), page, 'npm run docs writes it anew')
  })
}

t.test('the fixtures that docs/configuration.md shows can be used', async (t) => {
  const example = /```json\n(.*?)```/s.exec(readFileSync('docs/configuration.md', 'utf8'))?.[1] ?? ''
  t.strictSame([...parseFixtures(example, 'accounts.json', 0).values()].map(({ id }) => id), ['dora', 'emil'])
})
