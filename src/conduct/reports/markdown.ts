import type { Conduct } from '../../wire/conduct.ts'

/** The conduct as a page for people, such as the summary of a CI run. */
export function conductMarkdown ({ findings, counts, requests, forgotten }: Conduct): string {
  const found = findings.map(({ rule, name, severity, what, harm, advice, operation, account, count, requests: ids }) => `## ${severity}: ${name} (${rule})

The client ${what}${operation === null ? '' : `: \`${operation}\``}${account === null ? '' : `, account \`${account}\``}${count === 1 ? '' : `, ${count} times`}.

- On the real service: ${harm}
- Instead: ${advice}
- Requests: ${ids.map((id) => `\`${id}\``).join(', ')}
`)
  const sum = findings.length === 0 ? 'Nothing was found' : `${counts.high} high, ${counts.medium} medium, ${counts.low} low`
  return `# Conduct of the client

${sum} in ${requests} requests.${forgotten === 0 ? '' : ` ${forgotten} more are forgotten (JOURNAL_SIZE, MAX_MEMORY_MB): what they showed is not here.`}
${found.map((text) => `\n${text}`).join('')}`
}
