/** What a request is about, on whichever face: what fault rules match and the journal notes. */
// @ts-nocheck

export interface Call {
  /** Id of the operation, such as `set.smscode.modifyPhoneNumber` or `inwebo.otp`; absent where the request names none. */
  readonly operation: string | undefined
  /** Id of the account that it concerns. */
  readonly account: string | undefined
  /** What the device calls itself. */
  readonly device: string | undefined
  /** E.164 */
  readonly phoneNumber: string | undefined
}
