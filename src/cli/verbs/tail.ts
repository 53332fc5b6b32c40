import { Command } from 'commander'
import type { JournalEntry, Sms } from '../../client/contract.ts'
import { expectMock, isOfMock, reaching } from '../../client/fetch-from.ts'
import { entryLine } from '../entry-line.ts'
import { say } from '../output.ts'
import { needsToken, sandboxOf, targetOf } from '../target.ts'
import { UserError } from '../user-error.ts'
import { thrownMessage } from '../../lib/thrown-message.ts'

/** `pims-mock tail`: what happens in the sandbox, as it happens. */
export const tail = (): Command => new Command('tail')
  .description('print requests and SMS codes as they come, until interrupted')
  .action(async (_options: unknown, command: Command) => {
    const { adminToken } = targetOf(command)
    const { url } = sandboxOf(command)
    const server = url.replace(/\/sandbox\/[^/]*$/, '')
    const response = await reaching(server, fetch(`${url}/admin/events`, { headers: { accept: 'text/event-stream', ...adminToken !== undefined && { authorization: `Bearer ${adminToken}` } } }))
    if (!isOfMock(response) || !response.ok || response.body === null) {
      const body = await reaching(server, response.text())
      expectMock(response, body, server)
      throw new UserError(response.status === 401 ? needsToken(adminToken) : `${url}/admin/events answered ${response.status}: ${body}`)
    }
    try {
      for await (const { type, data } of eventsOf(response.body)) {
        const line = lineOf(type, data)
        if (line !== undefined) say(line)
      }
    } catch (error) {
      throw new UserError(`the stream has broken off: ${thrownMessage(error)}. Is the server still there?`)
    }
    throw new UserError('the server has ended the stream')
  })

/** The events of a stream; a line that is cut between two chunks waits for its rest. */
export async function * eventsOf (body: ReadableStream<Uint8Array>): AsyncGenerator<{ readonly type: string, readonly data: unknown }> {
  let rest = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const type = /^event: (.*)$/m.exec(block)?.[1]
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (type !== undefined && data !== undefined) yield { type, data: JSON.parse(data) }
    }
  }
}

function lineOf (type: string, data: unknown): string | undefined {
  if (type === 'request') return entryLine(data as JournalEntry) // what the server's schema of this event says
  if (type === 'sms') {
    const { sentAt, code, to, account, purpose, state } = data as Sms
    return state === 'pending' ? `${sentAt.slice(11, 19)}  SMS  ${code}  to ${to}  ${purpose}  ${account}` : undefined
  }
  return type === 'reset' ? 'the sandbox was reset' : type === 'dropped' ? 'the stream has ended' : undefined
}
