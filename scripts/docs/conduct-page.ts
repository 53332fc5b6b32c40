import { rules } from '../../src/conduct/rules/index.ts'
import { code, header, page, row } from './markdown.ts'

const INTRODUCTION = `# The conduct of the client

The mock sees all that an app does, and knows every secret that it gave out. \`GET /admin/conduct\` looks through the requests of
a sandbox for what the **client** should not do, though nothing stops it: what would cost a real account, an SMS, or
a secret. It judges nothing that the server refused rightly, and costs nothing until somebody asks.

\`\`\`sh
curl localhost:3000/admin/conduct
curl 'localhost:3000/admin/conduct?severity=high'
curl 'localhost:3000/admin/conduct?format=markdown'
pims-mock conduct --fail high
pims-mock conduct --sarif > conduct.sarif
curl localhost:3000/admin/verify --json '{"conduct":"high"}'
\`\`\`

- A **finding** says which rule, how bad, in which operation for which account, how often, and which requests show it; never a
  secret. The same thing a hundred times is one finding with its \`count\`.
- **In a test**: \`await box.conduct('high')\` of [the library](library.md), or \`POST /admin/verify\` with \`{"conduct": "high"}\`, which
  is 422 where something was found, or where the journal has forgotten requests that could show it. The fixtures for Vitest
  and Playwright print the findings under a failed test; \`pims-mock exec\` says in its last line how many there were.
- **In CI**: \`format=junit\` has a case for each rule, and fails for what is high; \`format=markdown\` is made for the summary of a
  run; \`format=sarif\` is SARIF 2.1.0, whose locations are lines of \`pims-mock.har\` beside it (\`pims-mock requests --har > pims-mock.har\`).
- **What a fault refused counts** like a refusal of the real service: that a client goes on after a block is seen best where the
  block is switched on.
- **Pauses** are those of real time: a test may freeze the clock of the sandbox or move it. What comes within two seconds of
  an answer was done by a program; a person takes longer.
- **Not judged** is what a mock cannot know: whether the app uses TLS in production, and whether an app that is not used would
  refresh its tokens. \`DELETE /admin/requests\` begins anew.
`

/** `docs/conduct.md`: what the reviewer of the client looks for. */
export const conductPage = (): string => page('src/conduct/rules', [
  ...INTRODUCTION.split('\n'),
  '## The rules',
  '',
  ...header('rule', 'severity', 'the client', 'on the real service', 'instead'),
  ...rules.map(({ id, name, severity, what, harm, advice }) => row(`${code(id)} ${name}`, severity, what, harm, advice))
])
