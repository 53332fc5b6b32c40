/** A part of a URL, decoded; one that cannot be as it is. */
export function decodePart (part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
