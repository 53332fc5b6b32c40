/** The families that the mock takes its own phone numbers from. No number of any of them reaches somebody. */
export const NUMBER_FAMILIES = ['drama', 'valid'] as const

/**
 * `drama` is the French regulator's numbers for fiction, 06 39 98, which libraries of phone numbers call invalid. `valid` is the
 * German regulator's, which every library takes: +49 171 39200 and two digits for accounts, +49 176 040690 and two digits for the
 * codes 2300 to 2399. For other codes it has none: no regulator has set aside mobile numbers with four free digits that libraries take.
 */
export type NumberFamily = typeof NUMBER_FAMILIES[number]

const DRAMA = /^\+3363998(\d{4})$/
const VALID_MAGIC = /^\+4917604069(0\d\d)$/
/** The first of the hundred codes that `valid` has numbers for. */
const FIRST_VALID_CODE = 2300

/** The number of a bundled account, in E.164, in a family: the last four digits stay, of which `valid` has those up to 0099. */
export const ownNumber = (e164: string, family: NumberFamily): string =>
  family === 'valid' ? e164.replace(/^\+3363998(?=00\d\d$)/, '+49171392') : e164

/** What may be the code that a magic number, in E.164, asks for: the last digits. The numbers of `drama` hold in both families. */
export function codeOfNumber (e164: string, family: NumberFamily): number | undefined {
  const drama = DRAMA.exec(e164)
  if (drama !== null) return Number(drama[1])
  const valid = family === 'valid' ? VALID_MAGIC.exec(e164) : null
  return valid === null ? undefined : FIRST_VALID_CODE + Number(valid[1])
}

/** The magic number that asks for a code, as a user enters it. */
export const magicNumberOf = (code: number, family: NumberFamily): string =>
  family === 'valid' && Math.floor(code / 100) * 100 === FIRST_VALID_CODE ? `+49176040690${String(code).slice(-2)}` : `063998${code}`
