/** The oldest Node.js that this runs on: that of `engines` in package.json. */
const OLDEST = 22

/** Says that a Node.js is too old for this; nothing of one that is not. Nothing else is to be loaded before it is asked. */
export const tooOld = (version = process.versions.node): string | undefined =>
  Number.parseInt(version) < OLDEST ? `pims-mock needs Node.js ${OLDEST} or newer, and this is ${version}. Take a newer one, or the Docker image.` : undefined

/** Ends the process with a sentence where its Node.js is too old. */
export function needNode (): void {
  const reason = tooOld()
  if (reason === undefined) return
  process.stderr.write(`${reason}\n`)
  process.exit(2)
}
