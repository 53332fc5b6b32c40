import { readdir, readFile } from 'node:fs/promises'

/**
 * The licence texts of the packages that bundled files come from; a file that is itself a bundle has those of its own
 * packages beside it.
 *
 * @param inputs paths such as `node_modules/pino/lib/proto.js`
 */
export async function licencesOf (inputs) {
  const folders = new Set(inputs.map((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]).filter(Boolean))
  const texts = await Promise.all([...folders].sort().map(licenceOf))
  const ofBundles = await Promise.all(inputs.filter((input) => input.endsWith('-bundle.js')).map((input) => readFile(`${input}.LICENSE.txt`, 'utf8')))
  return `pims-mock bundles the packages below.\n${texts.join('')}${ofBundles.map((text) => `\n${text.trim()}\n`).join('')}`
}

async function licenceOf (folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'))
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  if (license === undefined && files.length === 0) throw new Error(`${name} says nowhere what its licence is`)
  const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')))
  return [`\n${'-'.repeat(80)}\n${name} ${version} (${license})\n`, ...texts.map((text) => `\n${text.trim()}\n`)].join('')
}
