import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The path of a file or folder of the package, such as `dist/console/`: `src` and `dist` lie side by side in it. Not by
 * `new URL(…, import.meta.url)`: Vite replaces that by the address of an asset, in a test of jsdom's that it bundles this into.
 */
export const packageFile = (path: string): string => join(dirname(fileURLToPath(import.meta.url)), '..', path)
