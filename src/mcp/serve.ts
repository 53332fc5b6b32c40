import { McpServer, type ServerContext } from '@modelcontextprotocol/server'
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { VERSION } from '../version.ts'
import { advice } from './advice.ts'
import { shortJson, shortText } from './short.ts'
import { standardSchema } from './standard-schema.ts'
import type { ToolCall, Registrar, Registration } from './tool.ts'
import { toolsFor } from './tools/index.ts'

const INSTRUCTIONS = 'Stands in for the PIMS backend and its SMS codes. Point the app at the URL of get_state; when it shows an error, call explain_refusal.'

/**
 * Speaks the Model Context Protocol on stdin and stdout, of any version, until stdin ends or `signal` aborts. Nothing is asked
 * of the mock before a tool is called.
 *
 * @returns when no tool has anything left to take away
 */
export async function serveMcp (registration: Registration, signal: AbortSignal): Promise<void> {
  const takingAway = new Set<Promise<unknown>>()
  const transport = new StdioServerTransport()
  const ended = new Promise<void>((resolve) => { for (const event of ['end', 'close'] as const) process.stdin.once(event, resolve) })
  const connection = serveStdio(() => makeServer(registration, takingAway), { transport })
  signal.addEventListener('abort', () => { connection.close().finally(() => process.stdin.destroy()) }, { once: true })
  await ended
  await connection.close()
  await Promise.allSettled(takingAway)
}

function makeServer (registration: Registration, takingAway: Set<Promise<unknown>>): McpServer {
  const server = new McpServer({ name: 'pims-mock', version: VERSION }, { capabilities: { tools: {} }, instructions: INSTRUCTIONS })
  const registrar: Registrar = {
    add: ({ name, description, input, annotations, takesAway = false, run }) => {
      server.registerTool(name, { description, inputSchema: standardSchema(input), annotations }, async (given, context) => {
        const call = callOf(registration, context)
        const result = run(given, call)
        if (takesAway) {
          takingAway.add(result)
          result.catch(() => {}).finally(() => takingAway.delete(result))
        }
        return await answer(untilAborted(result, call.signal), call.start)
      })
    }
  }
  for (const tool of toolsFor(registration)) tool.register(registrar)
  return server
}

function callOf (registration: Registration, { mcpReq }: ServerContext): ToolCall {
  const progressToken = mcpReq._meta?.progressToken
  return {
    ...registration,
    signal: mcpReq.signal,
    progress: async (progress, total, message) => {
      if (progressToken !== undefined) await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total, message } })
    }
  }
}

async function answer (result: Promise<unknown>, start: string) {
  try {
    return { content: [{ type: 'text' as const, text: shortJson(await result) }] }
  } catch (error) {
    return { isError: true, content: [{ type: 'text' as const, text: shortText(advice(error, start)) }] }
  }
}

/** Waits for a result no longer than for whoever asked. */
const untilAborted = async <Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> => await Promise.race([
  result,
  new Promise<never>((_resolve, reject) => { signal.addEventListener('abort', () => reject(new Error('The call was given up.')), { once: true }) })
])
