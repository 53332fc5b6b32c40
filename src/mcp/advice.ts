import { MockError } from '../client/mock-error.ts'
import { thrownMessage } from '../lib/thrown-message.ts'

/** HTTP status of a server that wants another token, or one. */
const UNAUTHORIZED = 401

/** What an agent is told where a tool failed: what to do, by the tools and arguments that it has. @param start what starts a mock, in a shell */
export function advice (error: unknown, start: string): string {
  if (error instanceof MockError && error.status === 0) return unreachable(error, start)
  if (error instanceof MockError && error.status === UNAUTHORIZED) return 'This mock has an admin token, and no tool takes one. Ask the user to put ADMIN_TOKEN into the environment of this MCP server, and to start it again.'
  if (error instanceof MockError && error.status >= 500 && error.body === undefined) return 'The mock broke. Its log says why; ask the user for it.'
  const message = thrownMessage(error)
  return message.replaceAll(/ ?[^.?]*\b(GET|PUT|POST|PATCH|DELETE) \/[^.]*\./g, '').replace('match.operation ', 'operations ').replace(' "force": true raises it all the same.', '')
    .replace('Add wait=5000 to wait for one.', 'Give waitSeconds, such as 20, to wait for one.')
    .replace(/within (\d+) ms/, (_whole, milliseconds: string) => `within ${Number(milliseconds) / 1000} s`)
}

/** No tool can name another server: the user has to. */
function unreachable ({ message, cause }: MockError, start: string): string {
  if (cause === undefined) return `${message} Ask the user: PIMS_MOCK_URL of this MCP server names it.`
  return `${message} Start one with: ${start} (it goes on until it is ended). Where it runs elsewhere, the user has to set PIMS_MOCK_URL of this MCP server.`
}
