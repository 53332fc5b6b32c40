// @ts-nocheck
import type { Account } from '../sandbox/account.ts'

interface Brand {
  /** What a client sends as `x-introspect-realm`. */
  readonly realm: string
  readonly issuer: string
}

const brand = (realm: string, domain: string): Brand => ({ realm, issuer: `https://idpcvs.${domain}:443/am/oauth2` })

/** The five brands and their realms (docs/reference/cvs-oauth.md). */
export const BRANDS: Readonly<Record<Account['brand'], Brand>> = {
  Peugeot: brand('clientsB2CPeugeot', 'peugeot.com'),
  Citroen: brand('clientsB2CCitroen', 'citroen.com'),
  Ds: brand('clientsB2CDS', 'driveds.com'),
  Opel: brand('clientsB2COpel', 'opel.com'),
  Vauxhall: brand('clientsB2CVauxhall', 'vauxhall.co.uk')
}

const REALMS: ReadonlySet<string> = new Set(Object.values(BRANDS).map(({ realm }) => realm))

/** All realms, for a message. */
export const REALM_NAMES: string = [...REALMS].join(', ')

export const isRealm = (realm: string): boolean => REALMS.has(realm)
