/** What a request is about, on whichever face: what fault rules match and the journal notes. */
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

/** What a request is about that names no device of its own: an operation, and the account that calls where it is known. */
export const callOf = (operation: string | undefined, account?: { readonly id: string, readonly trustedPhoneNumber: string | null }): Call =>
  ({ operation, account: account?.id, device: undefined, phoneNumber: account?.trustedPhoneNumber ?? undefined })
