import type { Config } from './schema.ts'

/** Megabytes of the process without any sandbox. */
const OWN_MEMORY = 100
/** Bytes of an account of the fixtures, which all sandboxes share. */
const FIXTURE = 1200
/** Bytes that sandboxes are left in any case. */
const LEAST = 32 * 1024 * 1024
/** Bytes of sandboxes that there may be for a byte of memory: the rest is what is not swept up yet. */
const SHARE_OF_SANDBOXES = 0.45

/** Bytes of memory that the sandboxes may take together, beside so many accounts of the fixtures. */
export const sandboxBytes = ({ MAX_MEMORY_MB }: Pick<Config, 'MAX_MEMORY_MB'>, fixtures: number): number =>
  Math.max(LEAST, ((MAX_MEMORY_MB - OWN_MEMORY) * 1024 * 1024 - fixtures * FIXTURE) * SHARE_OF_SANDBOXES)

/** Share of the memory that requests may take which are under way, bodies and all. */
const SHARE_OF_REQUESTS = 0.25
/** Bytes that a connection takes with a request whose headers are as long as they may be. */
const CONNECTION = 40 * 1024

/** Bytes of memory that the bodies, answers and waiting requests that are under way may take together. */
export const requestBytes = ({ MAX_MEMORY_MB }: Pick<Config, 'MAX_MEMORY_MB'>): number => MAX_MEMORY_MB * 1024 * 1024 * SHARE_OF_REQUESTS

/** How many connections there may be at once. */
export const maxConnections = (config: Pick<Config, 'MAX_MEMORY_MB'>): number => Math.floor(requestBytes(config) / CONNECTION)
