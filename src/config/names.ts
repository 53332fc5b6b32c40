import { hostname } from 'node:os'
import { hostNames, isHostName } from '../lib/url/host-names.ts'
import type { Config } from './schema.ts'

/** The name or address that a client on this machine reaches the server by. */
export const reachableHost = ({ HOST }: Pick<Config, 'HOST'>): string => ['0.0.0.0', '::'].includes(HOST) ? 'localhost' : HOST

/** The names that clients reach a mock by: from the host, an Android emulator, a container, or in place of the real hosts. */
const NAMES = [
  'localhost', '127.0.0.1', '10.0.2.2', 'host.docker.internal', 'otp.mpsa.com', 'api.groupe-psa.com', 'mwa.mpsa.com',
  'idpcvs.peugeot.com', 'idpcvs.citroen.com', 'idpcvs.driveds.com', 'idpcvs.opel.com', 'idpcvs.vauxhall.co.uk'
]

/** The names that this server goes by: those of its certificate. */
export const ownNames = ({ HOST, TLS_NAMES }: Pick<Config, 'HOST' | 'TLS_NAMES'>): string[] =>
  [...NAMES, ...localName(hostname()), reachableHost({ HOST }), ...TLS_NAMES === undefined ? [] : hostNames(TLS_NAMES)]

/** The name by which phones in the same network find a machine (mDNS): its own alone, for any neighbour may answer to another. */
function localName (machine: string): string[] {
  const name = `${machine.replace(/\..*/s, '')}.local`
  return isHostName(name) ? [name] : []
}

/** The names that the admin API answers to. */
export const adminHosts = (config: Pick<Config, 'HOST' | 'TLS_NAMES' | 'ADMIN_HOSTS' | 'PUBLIC_URL'>): string[] => [
  ...ownNames(config),
  ...config.ADMIN_HOSTS === undefined ? [] : hostNames(config.ADMIN_HOSTS),
  ...config.PUBLIC_URL === undefined ? [] : [new URL(config.PUBLIC_URL).hostname]
]
