/** A code in groups of three digits, which is how people read it: `482 913`. */
export const groupCode = (code: string): string => code.length % 3 === 0 ? code.replace(/(.{3})(?=.)/g, '$1 ') : code

/** A number of France as people there write it, any other as it is: `06 39 98 00 01`. */
export function showNumber (e164: string): string {
  const national = /^\+33(\d{9})$/.exec(e164)?.[1]
  return national === undefined ? e164 : `0${national}`.replace(/(\d\d)(?=\d)/g, '$1 ')
}

/** Time that is left, in milliseconds: `3:33`. */
export function showLeft (milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const tail = String(seconds % 60).padStart(2, '0')
  return hours === 0 ? `${minutes}:${tail}` : `${hours}:${String(minutes).padStart(2, '0')}:${tail}`
}

/** The first letters of a name, for a picture of whom it names. */
export const initials = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1, 2)

/** Writers of times and numbers in a language; times in the zone of the browser. */
export function formatters (language: string) {
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  const short = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'full' })
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return {
    /** `11:28:45` */
    time: (at: string | number): string => clock.format(new Date(at)),
    /** `11:28` */
    minute: (at: string | number): string => short.format(new Date(at)),
    /** `Wednesday 25 November 2026` */
    day: (at: string | number): string => day.format(new Date(at)),
    number: (value: number): string => number.format(value)
  }
}
