/** The flags of `serve` in a command line of `/proc`, where it is one of this server; else none. */
export function flagsOf (commandLine: string): string[] {
  const words = commandLine.split('\0').slice(0, -1)
  const program = words.findIndex((word) => /(^|\/)(pims-mock|dist\/(cli|server)\.js)$/.test(word))
  if (program === -1) return []
  const [first, ...others] = words.slice(program + 1)
  return first === undefined || first === 'serve' ? others : [first, ...others]
}
