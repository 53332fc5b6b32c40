#!/usr/bin/env node
// The command. Without a verb it serves, which loads nothing of the other verbs.
const [first] = process.argv.slice(2)
const servesAtOnce = first === undefined || first === 'serve' || (first.startsWith('-') && !['-h', '--help', '-V', '--version'].includes(first))

if (servesAtOnce) {
  if (first === 'serve') process.argv.splice(2, 1)
  await import('../server.ts')
} else {
  const { runVerb } = await import('./program.ts')
  await runVerb(process.argv.slice(2))
}
