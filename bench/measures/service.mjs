// A check of a one-time password by /FS and by SOAP, beside a request of the PIMS face of the same server.
import { start } from '../lib/server-process.mjs'
import { median, medianRatio } from '../lib/statistics.mjs'
import { hammer } from './single.mjs'

const FS = Buffer.from('GET /FS?action=authenticateExtended&serviceId=1201&userId=bench-7&token=abcdefgh&format=json HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n')

const ENVELOPE = '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:tns="http://service.inwebo.com"><soap:Body><tns:authenticate><tns:userId>bench-7</tns:userId><tns:serviceId>1201</tns:serviceId><tns:token>abcdefgh</tns:token></tns:authenticate></soap:Body></soap:Envelope>'
const SOAP = Buffer.from(`POST /v2/services/Authentication HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: text/xml; charset=utf-8\r\nsoapaction: ""\r\ncontent-length: ${ENVELOPE.length}\r\n\r\n${ENVELOPE}`)

/** @returns for /FS and for SOAP the processor time of a request in µs, and its ratio to one of the PIMS face */
export async function measureService (system, rounds, milliseconds) {
  const server = await start(system)
  const kinds = [undefined, FS, SOAP]
  for (const request of kinds) await hammer(server, milliseconds / 2, request)
  const measured = kinds.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, request] of kinds.entries()) measured[index].push(await hammer(server, milliseconds, request))
  }
  await server.discard()
  const [pims, ...checks] = measured
  return checks.map((figures) => ({ value: median(figures), ratio: medianRatio(figures, pims) }))
}
