import { createRequire } from 'node:module'

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

/** The version of the package; package.json is beside `src` and `dist` alike. */
export const VERSION = version
