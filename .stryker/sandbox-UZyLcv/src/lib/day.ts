/** Milliseconds of a day. */
// @ts-nocheck

export const DAY = 24 * 3_600_000
