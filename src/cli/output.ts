/** A text in which nothing controls the terminal that it is written to, whatever a client has sent; JSON stays the same JSON. */
const printable = (text: string, control: RegExp): string =>
  text.replace(control, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

const lines = (text: string): string => `${printable(text, /(?![\n\t])\p{Cc}/gu).replace(/\n$/, '')}\n`

/** Writes a line for whoever called the command. */
export const say = (line: string): void => {
  process.stdout.write(`${printable(line, /\p{Cc}/gu)}\n`)
}

/** Writes a text of several lines for whoever called the command. */
export const sayLines = (text: string): void => {
  process.stdout.write(lines(text))
}

/** Writes lines that a shell reads: as they are, but to a terminal. */
export const sayScript = (text: string): void => {
  if (process.stdout.isTTY) sayLines(text)
  else process.stdout.write(`${text}\n`)
}

/** Writes what is no part of the output: how far it is, what went wrong. */
export const note = (text: string): void => {
  process.stderr.write(lines(text))
}

/** The same, saying of each line who writes it. */
export const warn = (text: string): void => {
  note(text.replace(/^/gm, 'pims-mock: '))
}
