/** What was thrown, in words. */
export const thrownMessage = (error: unknown): string => error instanceof Error ? error.message : String(error)
