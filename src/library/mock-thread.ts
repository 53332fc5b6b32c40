// The thread that a ServerThread has.
import { parentPort } from 'node:worker_threads'
import pino from 'pino'
import { readConfig } from '../config/read-config.ts'
import { openServer } from '../open-server.ts'
import type { FromThread, ToThread } from './server-thread.ts'

const tell = (message: FromThread): void => parentPort?.postMessage(message)

/** Starts the server, and answers what ends it. */
async function start ({ environment, isLogged }: Exclude<ToThread, 'stop'>): Promise<() => Promise<void>> {
  const config = readConfig(environment)
  if (config === 'help') throw new Error('--help is for the command')
  const log = isLogged ? pino({ level: config.LOG_LEVEL }, { write: (line: string) => tell({ line: line.trimEnd() }) }) : pino({ level: 'silent' })
  const server = await openServer(config, log)
  const { http, https, mqtt } = await server.listen().catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  tell({ listening: { http, https, mqtt, ca: server.authority } })
  return () => server.close()
}

let close = async (): Promise<void> => {}

parentPort?.on('message', (message: ToThread) => {
  if (message === 'stop') close().finally(() => process.exit())
  else start(message).then((end) => { close = end }, (error: unknown) => tell({ failed: error instanceof Error ? error.message : String(error) }))
})
