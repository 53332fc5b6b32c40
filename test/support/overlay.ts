import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'

/** Lets a bundle have files that are not on disk, or take the place of one that is, by their names from the root; each finds its neighbours. */
export const overlay = (files: ReadonlyMap<string, string>): Plugin => ({
  name: 'overlay',
  setup (bundler) {
    const texts = new Map([...files].map(([name, text]) => [resolve(name), text]))
    bundler.onResolve({ filter: /./ }, ({ kind, path, importer }) => {
      if (kind === 'entry-point') return { path }
      return path.startsWith('.') ? { path: join(dirname(importer), path) } : { path, external: true }
    })
    bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: (texts.get(path) ?? readFileSync(path, 'utf8')).replaceAll(/import\.meta\.url/g, JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts'
    }))
  }
})
