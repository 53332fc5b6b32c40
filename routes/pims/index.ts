import type { FastifyPluginAsync } from 'fastify'
import type { FaceRequest } from '../../src/http/face-request.ts'
import type { HttpAnswer, HttpEndpoint } from '../../src/http/face/endpoint.ts'
import { JSON_TYPE, messageOf, statusOfError } from '../../src/http/errors.ts'
import { registerFace, type Serve } from '../../src/http/face/face.ts'
import type { HttpFace } from '../../src/http/face/http-face.ts'
import { acceptJson } from '../../src/http/bodies/json-body.ts'
import { plainAnswer } from '../../src/http/face/plain-answer.ts'
import { nothingThere } from '../../src/http/not-found/shown-path.ts'
import { newTransactionId } from '../../src/journal/draft.ts'
import { NotFound, Refusal } from '../../src/lib/errors.ts'
import { isObject } from '../../src/lib/json.ts'
import { pathOf } from '../../src/lib/url/path-of.ts'
import type { Signer } from '../../src/oauth/id-token.ts'
import { Outputs } from '../../src/pims/outputs.ts'
import { deviceParts } from '../../src/pims/device/parts.ts'
import { execute, resolve, type ResolvedRequest } from '../../src/pims/dispatch.ts'
import { failed, FailedSchema, statusOfFailure, succeeded, SucceededSchema } from '../../src/pims/language/message.ts'
import type { Operation } from '../../src/pims/language/operation.ts'
import { PimsError } from '../../src/pims/language/pims-error.ts'
import { calls } from '../../src/pims/registry.ts'
import { pimsTargets } from '../../src/pims/targets.ts'
import { Random } from '../../src/sandbox/random.ts'
import type { Settings } from '../../src/sandbox/settings.ts'
import type { Verb } from '../../src/words/verbs.ts'
import { senderOf } from './read-request.ts'
import { asksForStream, endStreams, subscribeEndpoint, unsubscribeEndpoint } from './subscription-endpoints.ts'

/** Where things are, for somebody who asked for nothing like them. */
const PLACES = 'The PIMS face is at /{api}, such as /pims.authentication.smscode; the inWebo service at /FS and /services; the admin API at /admin; the documentation at /docs, and /docs/openapi.json for programs.'
const TRANSACTION_ID = 'x-transaction-id'
const HEADERS = { 'content-type': JSON_TYPE }

const response = { '2xx': SucceededSchema, '4xx': FailedSchema, '5xx': FailedSchema }

/** The methods of the facade that the routes of an api stand for. */
type PimsMethod = Verb | 'unsubscribe'

/** The verbs that each api has. */
const verbsByApi: ReadonlyMap<string, ReadonlySet<Verb>> = new Map([...Map.groupBy(calls, ({ api }) => api)].map(([api, group]) => [api, new Set(group.map(({ verb }) => verb))]))

interface Services {
  readonly settings: Settings
  readonly signer: Signer
}

/** `pims.get(api, …)` is a GET, `pims.set(api, …)` a POST (docs/reference/http-api.md#3-the-pims-face). */
const routes: FastifyPluginAsync<Services> = async (app, { settings, signer }) => {
  acceptJson(app)

  const pipeline = registerFace<unknown>(app, {
    name: 'pims',
    idHeader: TRANSACTION_ID,
    answersNetworkCodes: true,
    parametersOf: ({ method, query, body }) => method === 'POST' ? body : query,
    refuse,
    refuseSandbox: (error, { is404 }) => is404 ? plainAnswer(error) : refuseSandbox(error, settings),
    brokenBody: (id) => ({ contentType: JSON_TYPE, text: `{"transactionId":"${id}","status":"SUCC` })
  })

  app.addHook('preClose', async () => { await endStreams(app) })
  app.setNotFoundHandler((request, reply) => pipeline.refuse(nothingAt(request), request, reply))

  for (const [api, verbs] of verbsByApi) {
    const serve = (verb: 'get' | 'set'): Serve => pipeline.serve(endpoint({ verb, api }, signer))
    const route = (method: 'GET' | 'POST' | 'DELETE', asked: readonly PimsMethod[], handler: Serve): void => {
      app.route({ method, url: `/${api}`, schema: { tags: ['PIMS'], summary: asked.map((name) => `pims.${name}("${api}")`).join(', '), response }, config: { fast: pipeline.fast(handler) }, handler })
    }
    const [get, subscribe] = [serve('get'), pipeline.serve(subscribeEndpoint(api, signer))]
    if (verbs.has('get') || verbs.has('subscribe')) {
      route('GET', (['get', 'subscribe'] as const).filter((verb) => verbs.has(verb)), (request, reply) => asksForStream(request) ? subscribe(request, reply) : get(request, reply))
    }
    if (verbs.has('set')) route('POST', ['set'], serve('set'))
    if (verbs.has('subscribe')) route('DELETE', ['unsubscribe'], pipeline.serve(unsubscribeEndpoint(api)))
  }
}

/** The PIMS face, the vendor's SDK over HTTP. */
export const pimsFace: HttpFace<Services> = {
  name: 'pims',
  targets: pimsTargets,
  parts: [...deviceParts, Outputs],
  register: (app, services) => { app.register(routes, services) }
}

const endpoint = ({ verb, api }: Pick<Operation, 'verb' | 'api'>, signer: Signer): HttpEndpoint<unknown, ResolvedRequest, Record<string, unknown> | undefined> => ({
  read: (request, parameters) => resolve(request.sandbox, {
    verb,
    api,
    parameters,
    ...senderOf(request)
  }),
  execute: (input, effect, { sandbox }) => execute(input, effect, { sandbox, signer }),
  answer
})

const answer = (output: Record<string, unknown> | undefined, { draft, sandbox }: FaceRequest): HttpAnswer =>
  ({ httpStatus: 200, headers: HEADERS, body: succeeded(draft.id, output, sandbox.settings), status: 'SUCCEEDED' })

/** The refusal of a request that no route takes: an api is one segment of a path; a longer path was meant for another face. */
function nothingAt (request: FaceRequest): PimsError | NotFound {
  const { url, server } = request
  const asked = pathOf(url)
  const explain = (isMeant?: (route: string) => boolean): string => `${nothingThere(request)} ${server.describeNearest(request, isMeant) || PLACES}`
  if (/^\/[^/]+\/?$/.test(asked)) return new PimsError(2002, { reason: explain((route) => route.startsWith('/pims.') || route.toLowerCase() === asked.toLowerCase()) })
  return new NotFound(explain())
}

function refuse (error: unknown, request: FaceRequest): HttpAnswer {
  const { draft: { id }, sandbox: { settings } } = request
  const status = statusOfError(error)
  if (error instanceof Refusal && status < 500) return plainAnswer(error)
  if (request.is404 && !(error instanceof PimsError)) return refuse(nothingAt(request), request)
  if (error instanceof PimsError) {
    const { code, reason } = error
    return failureAnswer(id, error, settings, { reason: code === 2101 ? reason + describeOtherPlace(request) : reason })
  }
  if (error instanceof Refusal) return failureAnswer(id, new PimsError(2204, { reason: error.message }), settings, { status })
  if (status >= 500) return failureAnswer(id, new PimsError(2204, { cause: error }), settings)
  return failureAnswer(id, new PimsError(2102, { parameter: 'parameters', reason: messageOf(error, status) }), settings, { status })
}

/** Says that parameters came where none are read: in the body of a GET, in the query of a POST. */
function describeOtherPlace ({ method, headers, query }: FaceRequest): string {
  if (method !== 'POST') return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0 ? `. The body of a ${method} is not read: send the parameters in the query` : ''
  return isObject(query) && Object.keys(query).length > 0 ? '. The query of a POST is not read: send the parameters as JSON in the body' : ''
}

/** Without a sandbox there is no random generator of one, and no journal. */
function refuseSandbox (error: Error, settings: Settings): HttpAnswer {
  const id = newTransactionId({ random: new Random(undefined) })
  const status = statusOfError(error)
  const failure = status < 500 ? new PimsError(2102, { parameter: 'X-Sandbox', reason: error.message }) : new PimsError(2204, { reason: error.message })
  const answer = failureAnswer(id, failure, settings, { status })
  return { ...answer, headers: { ...HEADERS, [TRANSACTION_ID]: id } }
}

/** @param given a status in place of the one that goes with the code, and a reason in place of the error's own */
function failureAnswer (id: string, error: PimsError, settings: Settings, { status = statusOfFailure(error, settings), reason = error.reason }: { readonly status?: number, readonly reason?: string } = {}): HttpAnswer {
  return {
    httpStatus: settings.httpStatus === 'always-200' ? 200 : status,
    headers: HEADERS,
    body: JSON.stringify(failed(id, error, settings)),
    status: 'FAILED',
    code: error.code,
    reason,
    cause: error.cause
  }
}
