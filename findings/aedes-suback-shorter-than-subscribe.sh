#!/bin/sh
# aedes answers a SUBSCRIBE that names one filter twice by a SUBACK with fewer return codes than filters.
#
# Versions: aedes 1.2.0, mqtt-packet 9.0.2
# Guess:    a SUBACK has a return code for each filter of the packet, in its order (MQTT 3.1.1, section 3.9.3: "must"), so that
#           a client knows which of them was refused.
# Does:     repetitions are taken out first, so three codes come back for four filters, and they no longer stand in the order of the
#           packet: after `a a b c`, where b is refused, the client reads that the second a is refused (128) and b is granted.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts aedes@1.2.0 mqtt-packet@9.0.2

cat > subscribe.mjs <<'JS'
import net from 'node:net'
import { Aedes } from 'aedes'
import mqtt from 'mqtt-packet'

// Refuses the filter b, and no other.
const broker = await Aedes.createBroker({ authorizeSubscribe: (_client, subscription, done) => done(null, subscription.topic === 'b' ? null : subscription) })
const server = net.createServer(broker.handle).listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))

const ask = (filters) => new Promise((resolve) => {
  const socket = net.connect(server.address().port, '127.0.0.1')
  const parser = mqtt.parser({ protocolVersion: 4 })
  socket.on('data', (bytes) => parser.parse(bytes))
  parser.on('packet', ({ cmd, granted }) => {
    if (cmd === 'connack') socket.write(mqtt.generate({ cmd: 'subscribe', messageId: 1, subscriptions: filters.map((topic) => ({ topic, qos: 0 })) }))
    if (cmd !== 'suback') return
    console.log(`${filters.join(' ')}: ${granted.join(' ')}`)
    socket.destroy()
    resolve()
  })
  socket.write(mqtt.generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId: filters.join('-'), clean: true, keepalive: 0 }))
})
for (const filters of [['a', 'b', 'c'], ['a', 'a', 'b', 'c'], ['a', 'b', 'a', 'c']]) await ask(filters)
process.exit()
JS
node subscribe.mjs | tee seen
diff seen - <<'END'
a b c: 0 128 0
a a b c: 0 128 0
a b a c: 0 128 0
END
echo 'as stated'
