import { isObject, type Json } from '../lib/json.ts'
import { harText, list, record } from './har-value.ts'

/**
 * The entries of a recording of undici's SnapshotAgent, as HAR has them. It is a list with an item for each request that differs,
 * the answers to equal ones in it one after another, all at the time of the last: repeated calls lose their place.
 *
 * @returns `undefined` for what is none
 */
export function snapshotEntries (item: unknown): Json[] | undefined {
  const { snapshot } = record(item)
  if (!isObject(snapshot)) return undefined
  const request = record(snapshot.request)
  const body = harText(request.body) ?? ''
  return list(snapshot.responses).map(record).map(({ statusCode, headers, body: answer }) => ({
    startedDateTime: snapshot.timestamp,
    request: { method: request.method, url: request.url, headers: pairsOf(request.headers), ...body !== '' && { postData: { text: body } } },
    response: { status: statusCode, headers: pairsOf(headers), content: { text: answer, encoding: 'base64' } }
  }))
}

const pairsOf = (headers: unknown): Json[] => Object.entries(record(headers)).map(([name, value]) => ({ name, value: Array.isArray(value) ? value.join('\n') : value }))
