import { type Answer, ask, type Question } from './ask.ts'
import { MockError } from './mock-error.ts'

/** What every answer of the admin API has, and that of no other server. */
const INSTANCE_HEADER = 'x-mock-instance'
/** What a server answers to a request that it cannot read; what a proxy answers is 500 and more. */
const UNREAD: ReadonlySet<number> = new Set([400, 408, 413, 414, 431])
/** How much of what another server says is shown, in characters. */
const SHOWN = 80

/**
 * Asks a server.
 *
 * @param server what the error names: where the server is thought to be
 * @throws MockError where no server answers
 */
export const fetchFrom = async (url: string, question: Question, server: string): Promise<Answer> =>
  await reaching(server, ask(url, question))

/** Waits for something that a server sends. @throws MockError where it does not come */
export async function reaching<Sent> (server: string, sent: Promise<Sent>): Promise<Sent> {
  try {
    return await sent
  } catch (error) {
    const { cause } = Object(error) as { cause?: { code?: string, message?: string } }
    throw new MockError(`No pims-mock answers at ${server}: ${cause?.code ?? cause?.message ?? String(error)}.`, 0, undefined, error)
  }
}

/** Whether an answer to the admin API is of a pims-mock, or may be of one that could not read the request, or could not be reached. */
export const isOfMock = ({ headers, status }: Pick<Answer, 'headers' | 'status'>): boolean => headers.has(INSTANCE_HEADER) || status >= 500 || UNREAD.has(status)

/** @throws MockError where an answer to the admin API is of another server */
export function expectMock (response: Pick<Answer, 'headers' | 'status'>, body: string, server: string): void {
  if (!isOfMock(response)) throw new MockError(anotherServer(server, response.status, body), 0, body)
}

/** Says of an answer that it is none of a pims-mock, in one line. */
export function anotherServer (url: string, status: number, body: string): string {
  const said = body.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim().slice(0, SHOWN)
  return `${url} answered ${status}${said === '' ? '' : ` ${said}`}: this is another server. Is the port right?`
}
