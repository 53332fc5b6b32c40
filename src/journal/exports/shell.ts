/** A text as one word of a POSIX shell. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** A text within double quotes of a POSIX shell, also as the default of a variable. */
export const shellText = (text: string): string => text.replace(/[\\"$`}]/g, '\\$&')

/** A text as a comment of a shell: one line, whatever is in it. */
export const shellComment = (text: string): string => `# ${text.replace(/[\s\p{Cc}]+/gu, ' ').trim()}`
