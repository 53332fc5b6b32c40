import { resolve } from 'node:path'
import t from 'tap'
import { folder, run } from './runner.ts'

/** What the class uses of Testcontainers, with a process of the command in place of a container of the image. */
const TESTCONTAINERS = `
  const { spawn } = require('node:child_process')
  const { once } = require('node:events')
  exports.Wait = { forLogMessage: (message) => message }
  exports.GenericContainer = class {
    #image
    #environment = {}
    #ready
    #exposed
    constructor (image) { this.#image = image }
    withExposedPorts (port) { this.#exposed = port; return this }
    withWaitStrategy (message) { this.#ready = message; return this }
    withEnvironment (environment) { Object.assign(this.#environment, environment); return this }
    async start () {
      console.log('image ' + this.#image)
      const server = spawn(process.execPath, ['dist/cli.js'], { env: { ...process.env, ...this.#environment, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] })
      process.once('exit', () => server.kill())
      const inside = await new Promise((resolve) => {
        let log = 'what a runtime says before the server does\\n'
        server.stdout.on('data', (data) => {
          log += data
          const line = log.split('\\n').slice(0, -1).find((line) => line.includes(this.#ready))
          if (line !== undefined) resolve(Number(/http:..[^:]+:(\\d+)/.exec(line)[1]))
        })
      })
      return {
        getHost: () => '127.0.0.1',
        getMappedPort: (port) => port === this.#exposed ? inside : undefined,
        stop: async () => { server.kill(); await once(server, 'exit'); console.log('stopped') }
      }
    }
  }
  exports.AbstractStartedContainer = class {
    #container
    constructor (container) { this.#container = container }
    getHost () { return this.#container.getHost() }
    getMappedPort (port) { return this.#container.getMappedPort(port) }
    stop () { return this.#container.stop() }
  }`

t.test('a container is a server of its settings: its sandboxes, asked for with its token, and its CA', async (t) => {
  const path = resolve(await folder(t, { 'package.json': '{ "type": "commonjs" }', 'testcontainers.js': TESTCONTAINERS }))
  const { status, output } = await run(['--eval', `
    const { PimsMockContainer } = require('pims-mock/testcontainers')
    async function use (container, print) {
      try {
        await print(container)
      } finally {
        await container.stop()
      }
    }
    async function main () {
      try { new PimsMockContainer().withSettings({ sed: 42 }) } catch ({ message }) { console.log(message) }
      await use(await new PimsMockContainer().withSettings({ adminToken: 'secret', smsCode: '1234', httpsPort: 0 }).start(), async (container) => {
        const sandbox = container.sandbox('mine')
        await sandbox.call('get.smscode.phoneNumberCertification', { phoneNumber: '0612345678' })
        console.log('code ' + await sandbox.sms())
        console.log('sandboxes ' + (await container.sandboxes()).map(({ id }) => id))
        console.log((await container.caCertificate()).split('\\n')[0])
        console.log('same ' + (sandbox.url === container.url + '/sandbox/mine'))
      })
      await use(await new PimsMockContainer('mine:1').start(), async (container) => {
        console.log('messages ' + (await container.sandbox().messages()).length)
      })
    }
    main()`], { NODE_PATH: path })
  t.equal(status, 0, output)
  t.equal(output, 'withSettings has no option "sed". Did you mean seed?\nimage pims-mock\ncode 1234\nsandboxes mine,default\n-----BEGIN CERTIFICATE-----\nsame true\nstopped\nimage mine:1\nmessages 0\nstopped\n')
})
