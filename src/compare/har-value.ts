/** What is not an object has no fields: no entry of a capture may end its reading. */
export const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Readonly<Record<string, unknown>> : {}

export const list = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : []

export const harText = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined
