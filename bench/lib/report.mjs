// Figures as a Markdown document, each beside its target.
import { readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'

const versionOf = (name) => JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version

/** Rows of cells as a Markdown table whose columns line up. */
export function table (head, rows) {
  const widths = head.map((cell, column) => Math.max(3, ...[head, ...rows].map((row) => row[column].length)))
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

/** A figure, its bound and whether it is met. */
export const atMost = (name, value, bound, unit = '', digits = 2) => target(name, value, bound, '≤', unit, digits, value <= bound)
export const atLeast = (name, value, bound, unit = '', digits = 2) => target(name, value, bound, '≥', unit, digits, value >= bound)

const target = (name, value, bound, sign, unit, digits, isMet) =>
  [name, `${value.toFixed(digits)}${unit}`, `${sign} ${bound.toFixed(digits)}${unit}`, isMet ? 'met' : '**not met**']

/** When, on what and with what the figures were measured. */
export function circumstances (form) {
  const [{ model }] = cpus()
  return [
    `Measured on ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC with \`${form}\`.`,
    `${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.version}, fastify ${versionOf('fastify')}, TypeBox ${versionOf('@sinclair/typebox')}, pino ${versionOf('pino')}.`
  ].join('\n')
}
