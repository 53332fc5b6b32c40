#!/usr/bin/env node
// The command. Without a verb it serves, which loads nothing of the other verbs.
import { needNode } from '../lib/need-node.ts'
import { keepCompiled } from '../process/compile-cache.ts'

needNode()
keepCompiled()

const [first] = process.argv.slice(2)
/** Flags that belong to the verbs; all others are settings. */
const VERB_FLAGS = ['-h', '--help', '-v', '--version', '--url', '--sandbox']
const servesAtOnce = first === undefined || first === 'serve' || (first.startsWith('-') && !VERB_FLAGS.includes(first.replace(/=.*/, '')))

if (servesAtOnce) {
  if (first === 'serve') process.argv.splice(2, 1)
  await import('../process/serve.ts')
} else {
  const { runVerb } = await import('./program.ts')
  await runVerb(process.argv.slice(2))
}
