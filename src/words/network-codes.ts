/** The codes that in the field come from the network: they can be shown as the network shows them. */
export const NETWORK_CODES = [2201, 2202, 2203, 2204] as const

export type NetworkCode = typeof NETWORK_CODES[number]

export const isNetworkCode = (code: number): code is NetworkCode => NETWORK_CODES.some((one) => one === code)
