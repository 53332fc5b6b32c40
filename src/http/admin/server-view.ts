import { type AddressInfo, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { FastifyInstance } from 'fastify'
import { numberPrefixes } from '../../lib/phone-number.ts'
import { VERSION } from '../../version.ts'
import { MASK } from '../../words/mask.ts'
import type { ServerView } from '../../wire/overview.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The port of HTTPS, once it listens there. */
    readonly httpsPort?: number | undefined
    /** The port of MQTT, once it listens there. */
    readonly mqttPort?: number | undefined
  }
}

/** What a server knows of itself from its start. */
export interface ServerFacts {
  /** Milliseconds since 1970, by the machine's clock. */
  readonly startedAt: number
  /** Its settings by their names in the environment. */
  readonly settings: Readonly<ServerView['settings']>
  readonly ownCa: boolean
}

/** The server as the admin API shows it. */
export function viewServer (app: FastifyInstance, { startedAt, settings, ownCa }: ServerFacts): ServerView {
  const [listening] = boundTo(app)
  return {
    version: VERSION,
    instance: app.instance,
    startedAt: new Date(startedAt).toISOString(),
    port: listening?.port ?? null,
    httpsPort: app.httpsPort ?? null,
    mqttPort: app.mqttPort ?? null,
    addresses: addressesOf(app),
    numbers: numberPrefixes(String(settings.PHONE_REGION)),
    ownCa,
    settings: { ...settings, ...settings.ADMIN_TOKEN !== undefined && { ADMIN_TOKEN: MASK } }
  }
}

const boundTo = (app: FastifyInstance): AddressInfo[] => app.addresses().filter((address) => typeof address === 'object')

/** The addresses by which other machines reach a server that listens. */
export const addressesOf = (app: FastifyInstance): string[] =>
  reachableAddresses(boundTo(app), Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []))

const ANY = ['0.0.0.0', '::']
const LOOPBACK = /^(127\.|::1$)/
/** IPv6 addresses that only the neighbours on one cable understand. */
const LINK_LOCAL = /^fe[89ab]/i

/** The addresses by which other machines reach who listens at some: IPv4 first, as people may have to type them. */
export function reachableAddresses (listening: ReadonlyArray<Pick<AddressInfo, 'address'>>, interfaces: ReadonlyArray<{ readonly address: string, readonly internal: boolean }>): string[] {
  const own = interfaces.filter(({ internal }) => !internal).map(({ address }) => address)
  const found = listening.flatMap(({ address }) => {
    if (!ANY.includes(address)) return [address]
    return address === '::' ? own : own.filter((one) => isIP(one) === 4)
  })
  return [...new Set(found)].filter((address) => !LOOPBACK.test(address) && !LINK_LOCAL.test(address)).sort((a, b) => isIP(a) - isIP(b))
}
