#!/bin/sh
# The client of the Model Context Protocol does not hand on progress of a call that came right before its answer.
#
# Versions: @modelcontextprotocol/client 2.4.0, @modelcontextprotocol/server 2.4.0
# Guess:    a tool that sends progress 1, 2 and 3, awaits each, and then returns, has `onprogress` of `callTool` called three times.
# Does:     it misses what stands right before the answer on the wire: here it was called once, with 1. Where the tool waits 100 ms
#           before it returns, all three are handed on. Nothing says that one was lost.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts @modelcontextprotocol/client@2.4.0 @modelcontextprotocol/server@2.4.0 zod@4

cat > server.mjs <<'JS'
import { McpServer } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { z } from 'zod'

serveStdio(() => {
  const server = new McpServer({ name: 'count', version: '1.0.0' })
  server.registerTool('count', { description: 'Counts to three', inputSchema: z.object({ pause: z.boolean() }) }, async ({ pause }, { mcpReq }) => {
    const { progressToken } = mcpReq._meta ?? {}
    for (const progress of [1, 2, 3]) await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 3 } })
    if (pause) await new Promise((resolve) => setTimeout(resolve, 100))
    return { content: [{ type: 'text', text: 'counted' }] }
  })
  return server
})
JS
cat > client.mjs <<'JS'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'

const client = new Client({ name: 'asks', version: '1.0.0' })
await client.connect(new StdioClientTransport({ command: process.execPath, args: ['server.mjs'] }))
for (const pause of [false, true]) {
  const seen = []
  const { content } = await client.callTool({ name: 'count', arguments: { pause } }, { onprogress: ({ progress }) => seen.push(progress) })
  await new Promise((resolve) => setTimeout(resolve, 200))
  console.log(`${pause ? 'with a pause' : 'at once'}: ${seen.length === 3 ? 'all three' : 'not all'}, the last ${seen.includes(3) ? 'seen' : 'missed'}; ${content[0].text}`)
}
await client.close()
JS
node client.mjs | tee seen
diff seen - <<'END'
at once: not all, the last missed; counted
with a pause: all three, the last seen; counted
END
echo 'as stated'
