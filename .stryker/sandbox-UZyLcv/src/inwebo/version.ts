/** Whether a dotted version (`0.2.11`) comes before another; a missing part counts as 0. */
// @ts-nocheck

export function isOlder (version: string, than: string): boolean {
  if (version === than) return false
  const ours = version.split('.')
  const theirs = than.split('.')
  for (let part = 0; part < Math.max(ours.length, theirs.length); part++) {
    const difference = Number(ours[part] ?? 0) - Number(theirs[part] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}
