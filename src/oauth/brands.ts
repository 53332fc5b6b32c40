import type { Account } from '../sandbox/accounts/account.ts'

interface LoginServer {
  /** What a client sends as `x-introspect-realm`. */
  readonly realm: string
  readonly issuer: string
}

const loginServer = (realm: string, domain: string): LoginServer => ({ realm, issuer: `https://idpcvs.${domain}:443/am/oauth2` })

/** The login server of each brand (docs/reference/cvs-oauth.md). */
export const LOGIN_SERVERS: Readonly<Record<Account['brand'], LoginServer>> = {
  Peugeot: loginServer('clientsB2CPeugeot', 'peugeot.com'),
  Citroen: loginServer('clientsB2CCitroen', 'citroen.com'),
  Ds: loginServer('clientsB2CDS', 'driveds.com'),
  Opel: loginServer('clientsB2COpel', 'opel.com'),
  Vauxhall: loginServer('clientsB2CVauxhall', 'vauxhall.co.uk')
}

const REALMS: ReadonlySet<string> = new Set(Object.values(LOGIN_SERVERS).map(({ realm }) => realm))

/** All realms, for a message. */
export const REALM_NAMES: string = [...REALMS].join(', ')

export const isRealm = (realm: string): boolean => REALMS.has(realm)
