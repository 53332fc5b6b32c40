/** A text as one word of a POSIX shell. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** A text as a comment of a shell: one line, whatever is in it. */
export const shellComment = (text: string): string => `# ${text.replace(/[\s\p{Cc}]+/gu, ' ').trim()}`
