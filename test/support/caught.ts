/** What a function throws; an error of its own when it throws nothing. */
export function caught (run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return new Error('nothing was thrown')
}
