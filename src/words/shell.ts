/** A text as one word of a POSIX shell. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** A text within double quotes of a POSIX shell, also as the default of a variable. */
export const shellText = (text: string): string => text.replace(/[\\"$`}]/g, '\\$&')

/** A text as a comment of a shell: one line, whatever is in it. */
export const shellComment = (text: string): string => `# ${text.replace(/[\s\p{Cc}]+/gu, ' ').trim()}`

/** How a value is written as a word of a shell; the usual way takes nothing in it for a variable. */
type Quote = (text: string) => string

/** A header as an argument of curl, which sends an empty one only when a semicolon stands for its colon. */
export const headerArgument = (name: string, value: string, quote: Quote = shellWord): string => `-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`

/** Fields of a form, or of a query with `-G`, as arguments of curl. */
export const fieldArguments = (fields: Readonly<Record<string, unknown>>, quote: Quote = shellWord): string[] =>
  Object.entries(fields).map(([name, value]) => `--data-urlencode ${quote(`${name}=${String(value)}`)}`)

/** A JSON body, and the headers that go with it, as an argument of curl. */
export const jsonArgument = (body: unknown, quote: Quote = shellWord): string => `--json ${quote(JSON.stringify(body))}`
