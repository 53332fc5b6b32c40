/** What an answer says that became of a command, as `return_code` (docs/reference/connected-car.md#2-remote-commands-over-mqtt). */
export const RETURN_CODES = {
  done: '0',
  wrongVin: '113',
  /** The car does not carry it out. */
  notCarriedOut: '300',
  /** What makes a client renew its token and send the command once more. */
  tokenExpired: '400',
  notUnderstood: '422',
  failed: '500',
  noRoom: '502'
} as const
