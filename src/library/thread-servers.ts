// The servers in the thread of a ServerThread.
import { parentPort } from 'node:worker_threads'
import pino from 'pino'
import { readConfig } from '../config/read-config.ts'
import { openServer } from '../open-server.ts'
import { thrownMessage } from '../lib/thrown-message.ts'
import type { FromThread, ToThread } from './server-thread.ts'

/** How each server is closed. */
const running = new Map<number, () => Promise<void>>()

const tell = (message: FromThread): void => parentPort?.postMessage(message)

/** Starts a server, and tells where it listens. */
async function start ({ server, environment, isLogged }: Extract<ToThread, { isLogged: boolean }>): Promise<void> {
  const config = readConfig(environment)
  const log = isLogged ? pino({ level: config.LOG_LEVEL }, { write: (line: string) => tell({ server, line: line.trimEnd() }) }) : pino({ level: 'silent' })
  const { listen, close, authority } = await openServer(config, log)
  const { http, https, mqtt } = await listen().catch(async (error: unknown) => {
    await close()
    throw error
  })
  running.set(server, close)
  tell({ server, listening: { http, https, mqtt, ca: authority } })
}

async function stop (server: number): Promise<void> {
  await running.get(server)?.().catch(() => {})
  running.delete(server)
  tell({ server, stopped: true })
}

parentPort?.on('message', (message: ToThread) => {
  const { server } = message
  if ('stop' in message) stop(server)
  else start(message).catch((error: unknown) => tell({ server, failed: thrownMessage(error) }))
})
