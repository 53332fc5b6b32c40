import { readFileSync } from 'node:fs'
import t from 'tap'
import { errorsPage, supportPage } from '../../../scripts/docs/pages.ts'

for (const [file, page] of [['docs/errors.md', errorsPage()], ['docs/support.md', supportPage()]] as const) {
  t.test(`${file} says what the code says`, async (t) => {
    t.equal(readFileSync(file, 'utf8'), page, 'npm run docs writes it anew')
  })
}
