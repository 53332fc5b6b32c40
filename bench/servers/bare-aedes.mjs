// A broker that answers each message of a client with three, as a car does: what aedes alone takes.
import { createServer } from 'node:net'
import { createServer as createHttpServer } from 'node:http'
import { Aedes } from 'aedes'

const broker = await Aedes.createBroker()
broker.on('publish', ({ topic, payload }, client) => {
  if (client === null) return
  const { correlation_id: id } = JSON.parse(payload.toString())
  for (const step of [1, 2, 3]) broker.publish({ cmd: 'publish', topic: topic.replace('/from/', '/to/'), payload: JSON.stringify({ correlation_id: id, ...step === 3 ? { return_code: '0' } : { process_code: '900' } }), qos: 0, retain: false, dup: false }, () => {})
})
createServer(broker.handle).listen(Number(process.env.MQTT_PORT), process.env.HOST)
createHttpServer((_request, response) => response.end('{}')).listen(Number(process.env.PORT), process.env.HOST)
