import { fileURLToPath } from 'node:url'

/** The path of a file or folder of the package, such as `dist/console/`: `src` and `dist` lie side by side in it. */
export const packageFile = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
