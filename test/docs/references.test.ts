import t from 'tap'
import { filesOf, problemsIn, problemsOf } from '../support/references.ts'

t.test('every document and section that a comment or page cites exists', async (t) => {
  const files = filesOf(['README.md', 'CONTRIBUTING.md', 'docs', 'src', 'routes', 'scripts', 'test'], /\.(ts|mjs|md)$/)
    .filter((file) => !['test/docs/references.test.ts', 'docs/adding-a-face.md', 'test/docs/adding-a-face.test.ts'].includes(file)) // wrong on purpose; files that a reader adds
  t.ok(files.length > 300)
  t.strictSame(files.flatMap(problemsIn), [])
})

t.test('a reference that leads nowhere is found', async (t) => {
  const wrong: ReadonlyArray<readonly [file: string, text: string, problem: string]> = [
    ['docs/x.md', '[here](nowhere.md)', 'docs/nowhere.md does not exist'],
    ['docs/x.md', '[here](faults.md#nowhere)', 'docs/faults.md#nowhere does not exist'],
    ['docs/x.md', 'in `src/nowhere.ts`', 'src/nowhere.ts does not exist'],
    ['docs/x.md', 'as section 4 says', '"section 4" of which document?'],
    ['src/x.ts', '/** As nowhere.md says. */', 'nowhere.md does not exist'],
    ['src/x.ts', '// see docs/reference/http-api.md#nowhere', 'docs/reference/http-api.md#nowhere does not exist'],
    ['src/x.ts', '/** The rule of\n * section 6.4. */', '"section 6.4." of which document?']
  ]
  for (const [file, text, problem] of wrong) t.strictSame(problemsOf(file, text), [`${file}: ${problem}`], text)
})

t.test('one that leads somewhere is not', async (t) => {
  const right: ReadonlyArray<readonly [file: string, text: string]> = [
    ['docs/x.md', '[here](faults.md#rules), [there](reference/http-api.md), [elsewhere](https://example.com)'],
    ['docs/x.md', '[faults, section 1](faults.md#rules)\n```sh\ncat docs/nowhere.md # section 3\n```'],
    ['docs/x.md', '`docs/clients`, `fixtures/scenarios/*.json`, `src/{a,b}`'],
    ['src/x.ts', '/** As docs/reference/http-api.md#4-faults and RFC 7636, section 4.2 say. */'],
    ['src/x.ts', "const file = 'docs/nowhere.md'"]
  ]
  for (const [file, text] of right) t.strictSame(problemsOf(file, text), [], text)
})
