// A server of its own for the scripts of the console, and the calls that an app makes to it.
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Starts the built server; `stop` ends it. */
export async function startServer (settings = {}) {
  const server = spawn(process.execPath, ['dist/server.js'], { cwd: root, env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', SEED: '7', ...settings }, stdio: ['ignore', 'pipe', 'inherit'] })
  const origin = await new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error('the server did not start')))
    createInterface(server.stdout).on('line', (line) => {
      const { msg, urls } = JSON.parse(line)
      if (msg === 'pims-mock ready') resolve(new URL(urls.health).origin)
    })
  })
  return {
    origin,
    async stop () {
      server.kill()
      await once(server, 'close')
    }
  }
}

/** The calls of an app to a sandbox, and of a test to its admin API. */
export function callsTo (base) {
  const call = async (method, path, body, as, device) => await (await fetch(`${base}/${path}`, {
    method,
    headers: { ...as && { authorization: `Bearer ${as}` }, ...device && { 'x-device-id': device }, ...body && { 'content-type': 'application/json' } },
    ...body && { body: JSON.stringify(body) }
  })).text()
  return {
    call,
    sms: (as, device, query) => call('GET', `pims.authentication.smscode?${query}`, undefined, as, device),
    modify: (as, smsCode, phoneNumber) => call('POST', 'pims.authentication.smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber }, as, 'device-1'),
    advance: (duration) => call('PUT', 'admin/clock', { advance: duration })
  }
}

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--enable-precise-memory-info', '--js-flags=--expose-gc'] })
