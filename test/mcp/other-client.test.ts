import { createMCPClient } from '@ai-sdk/mcp'
import { Experimental_StdioMCPTransport as Stdio } from '@ai-sdk/mcp/mcp-stdio'
import t from 'tap'
import { program, serve } from '../cli/support.ts'

t.test('a client that is not of the protocol\'s authors lists the tools, calls them, and gets what went wrong as a result', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const client = await createMCPClient({ transport: new Stdio({ command: process.execPath, args: [program, 'mcp'], env: { PIMS_MOCK_URL } }) })
  t.teardown(async () => { await client.close() })
  const tools = await client.tools()
  const use = async (name: string, input: object) => await tools[name]?.execute(input)
  t.equal(Object.keys(tools).length, 10)
  const text = async (name: string, input: object) => JSON.stringify(await use(name, input))
  const [code] = /\d{6}/.exec((await text('send_sms_code', { account: 'alice', to: '0612345678' })).split('code')[1] ?? '') ?? []
  t.match(code, /^\d{6}$/)
  t.match(await text('get_sms_code', { to: '06 12 34 56 78' }), `code\\":\\"${String(code)}`)
  t.match(await text('review_conduct', { severity: 'high' }), '\\"findings\\":[]')
  t.match(await use('get_state', { account: 'alice' }), { isError: true, content: [{ text: /account is not known here/ }] })
})
