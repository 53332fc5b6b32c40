import { readFileSync } from 'node:fs'
import { type ErrorCode, errorCodes, labelOf, sinceOf, statusOf } from '../../src/codes/catalogue.ts'
import type { Operation } from '../../src/pims/language/operation.ts'
import { allOperations } from '../../src/pims/registry.ts'
import { magicNumberOf } from '../../src/sandbox/accounts/own-numbers.ts'
import { parseFixtures } from '../../src/sandbox/accounts/fixtures.ts'
import { accountsPage } from './accounts-page.ts'
import { clientTypes } from './client-types.ts'
import { conductPage } from './conduct-page.ts'
import { configurationPage } from './configuration-page.ts'
import { code, header, page, row } from './markdown.ts'
import { unreachable, reproductionOf } from '../../src/docs/reproductions.ts'

const ACCOUNTS = 'fixtures/accounts.json'

/** Every generated page by its file, relative to the root. */
export const pages = async (): Promise<Readonly<Record<string, string>>> => ({
  'docs/accounts.md': accountsPage(parseFixtures(readFileSync(ACCOUNTS, 'utf8'), ACCOUNTS, 0).values()),
  'docs/conduct.md': conductPage(),
  'docs/configuration.md': configurationPage(),
  'docs/errors.md': errorsPage(),
  'docs/support.md': supportPage(),
  'src/client/contract.ts': await clientTypes()
})

/** `docs/errors.md`: every code of the catalogue, its label, and the operations that document it. */
function errorsPage (): string {
  const rows = errorCodes.map((error) => {
    const documenting = allOperations().filter(({ documents }) => documents(error)).map(({ id }) => code(id))
    return row(String(error), code(labelOf(error, '2.3')), String(statusOf(error)), sinceOf(error), documenting.join(', '))
  })
  return page('src/pims', [
    '# Errors',
    '',
    'Every documented code of the Mobile SDK, the label that a message carries (to the byte, trailing spaces included), the HTTP status of the',
    'answer, the SDK version that introduced it, and the operations of the mock that document it: where there is none, no page of the reference has it. `[PARAMETER]` and `[Component]` are filled in where the mock',
    `raises the code itself. With \`SDK_VERSION=2.0.X\`, the default, 2201 is ${code(labelOf(2201, '2.0.X'))}. \`HTTP_STATUS=always-200\` sends 200 for every message.`,
    '',
    ...header('code', 'label', 'status', 'since', 'documented by'),
    ...rows
  ])
}

/** `docs/support.md`: how to trigger each documented code of each operation. */
function supportPage (): string {
  const count = (kind: Operation['kind']): number => allOperations().filter((operation) => operation.kind === kind).length
  const cells = allOperations().flatMap((operation) => operation.codes.map((error) => ({ operation, error })))
  const reached = cells.filter(({ operation, error }) => reproductionOf(operation, error) !== undefined)
  return page('src/pims', [
    '# Support',
    '',
    `All operations of the Mobile SDK answer: ${count('behaved')} do what the vendor says with state of their own (kind: behaved), ${count('subscription')} are to listen to (kind:`,
    `subscription), ${count('declared')} check their parameters and who calls, and answer with the example of the reference or with what \`PUT /admin/outputs/{operation}\` has put (kind: declared).`,
    `Together they document ${cells.length} codes, operation by operation. All of them can be triggered by a switch (\`PUT /admin/faults/{code}\`, or`,
    `\`X-Fault: {code}\` on one request), ${reached.length} also by the state of an account; for the others the table says why not.`,
    'A request with a `phoneNumber` can ask for a code by a magic number. An account of FCA\'s brands is one with `family: fca`:',
    '`fca` and `fca-unverified` are, and `PATCH /admin/accounts/{id}` with `{"family": "fca"}` makes another one.',
    ...allOperations().flatMap(section)
  ])
}

function section (operation: Operation): string[] {
  const { id, kind, component, summary, verb, api, selector, since, codes } = operation
  const selecting = selector === undefined ? '' : ` with ${code(selector.parameter)} ${code(selector.value)}`
  return [
    '',
    `## ${id}`,
    '',
    `${summary}. ${code(`pims.${verb}("${api}")`)}${selecting}, since SDK ${since}; ${component}, ${kind}.`,
    '',
    ...header('code', 'by state', 'by switch', 'by magic number'),
    ...codes.map((error) => row(String(error), byState(operation, error), 'yes', byMagicNumber(operation, error)))
  ]
}

const byState = (operation: Operation, error: ErrorCode): string =>
  reproductionOf(operation, error)?.how ?? `no: ${unreachable(operation, error)}`

const byMagicNumber = ({ parameters }: Operation, error: ErrorCode): string =>
  'phoneNumber' in parameters ? code(magicNumberOf(error, 'drama')) : '–'
