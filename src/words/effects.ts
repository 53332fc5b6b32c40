/** What can happen to the connection. */
export const TRANSPORTS = ['hang', 'reset', 'empty', 'truncate', 'malformed'] as const

/** The variations of a one-time password of the device protocol (docs/reference/device-protocol.md#55-finalize-otp). */
export const OTP_VARIATIONS = ['second-round', 'roll-K1', 'new-K1', 'extras'] as const

/** What can become of the answers to a remote command over MQTT. */
export const ANSWER_VARIATIONS = ['none', 'double', 'reordered'] as const

/** What can become of the car of a remote command over MQTT. */
export const CAR_VARIATIONS = ['asleep', 'interrupted'] as const
