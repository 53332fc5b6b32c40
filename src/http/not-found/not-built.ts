/** Calls of the real service that clients make and the mock has no answer to yet, by their paths. */
const NOT_BUILT: ReadonlyArray<{ readonly path: RegExp, readonly what: string, readonly page: string }> = [
  { path: /^(\/connectedcar\/v4\/user(\/.*)?|\/applications\/cvs\/v4\/rights\/.*)$/, what: 'The vehicles of the connected car are', page: 'docs/reference/connected-car.md' }
]

/** Says of a path of the real service that the mock does not have it; nothing of any other path. */
export function describeNotBuilt (path: string): string | undefined {
  const known = NOT_BUILT.find((each) => each.path.test(path.replace(/\/$/, '')))
  return known === undefined ? undefined : `${known.what} not built; ${known.page} says what is known.`
}
