import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { Language, type Node, Parser } from 'web-tree-sitter'
import type { Call } from './client.ts'

const { resolve } = createRequire(import.meta.url)

/** A parser of the grammar of a language; it throws where a text does not fit the grammar. */
export async function grammar (language: 'swift' | 'dart' | 'java' | 'python' | 'php') {
  setFlagsFromString('--liftoff-only') // a grammar is used for a second, and V8 would optimise it for six
  await Parser.init()
  const parser = new Parser()
  parser.setLanguage(await Language.load(readFileSync(resolve(`@repomix/tree-sitter-wasms/out/tree-sitter-${language}.wasm`))))

  return (text: string): Node => {
    // The grammar has no conditional compilation.
    const tree = parser.parse(text.replace(/^#(if|endif).*$/gm, ''))
    if (tree === null) throw new Error('not parsed')
    const wrong = nodesOf(tree.rootNode).find(({ isError, isMissing }) => isError || isMissing)
    if (wrong !== undefined) throw new Error(`line ${wrong.startPosition.row + 1}: ${wrong.text.slice(0, 80)}`)
    return tree.rootNode
  }
}

/** A node and all that is in it. */
const nodesOf = (node: Node): Node[] => [node, ...node.children.flatMap((child) => child === null ? [] : nodesOf(child))]

const named = (node: Node): Node[] => node.namedChildren.filter((child) => child !== null)

/** The calls that a text makes of `pims`, with the literals that they are given. */
export const callsIn = (root: Node): Call[] => nodesOf(root).filter(({ type }) => type === 'call_expression').flatMap((call) => {
  const [callee, ...suffixes] = named(call)
  const method = /^pims\.(\w+)$/.exec(callee?.text ?? '')?.[1]
  if (method === undefined) return []
  const given = suffixes.flatMap(named).filter(({ type }) => type === 'value_arguments').flatMap(named)
  return [[method, ...given.map(literalOf)] as const]
})

/** The value of a call's argument. */
function literalOf (argument: Node): unknown {
  const value = argument.childForFieldName('value') ?? argument
  switch (value.type) {
    case 'line_string_literal': return JSON.parse(value.text)
    case 'integer_literal': return Number(value.text)
    case 'boolean_literal': return value.text === 'true'
    case 'dictionary_literal': {
      const parts = named(value).map((part) => part.type === 'line_string_literal' ? JSON.parse(part.text) as unknown : part.text)
      return Object.fromEntries(Array.from({ length: parts.length / 2 }, (_, index) => [String(parts[2 * index]), parts[2 * index + 1]]))
    }
    default: return value.text
  }
}

/** The methods of a class: name, and labels and types of the parameters as they are written. */
export const methodsIn = (root: Node, name: string): string[] => {
  const declared = nodesOf(root).find((node) => node.type === 'class_declaration' && node.childForFieldName('name')?.text === name)
  return (declared === undefined ? [] : nodesOf(declared)).filter(({ type, text }) => type === 'function_declaration' && text.startsWith('func '))
    .map(({ text }) => text.slice('func '.length, text.indexOf(' {')))
}
