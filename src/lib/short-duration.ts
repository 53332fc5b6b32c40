/** A duration as people write it (`5m`, `1h30m`, `90s`, `2d`, with a sign), in milliseconds; `undefined` for what is none. */
export function parseShortDuration (text: string): number | undefined {
  const [whole, sign, days = 0, hours = 0, minutes = 0, seconds = 0] = /^([+-])?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? []
  if (whole === undefined || !/\d/.test(text)) return undefined
  const milliseconds = (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -milliseconds : milliseconds
}
