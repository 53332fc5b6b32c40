/** Scheme, host and perhaps port and path: what a client is given as the address of a server. Nothing in it needs quotes in a shell. */
export const BASE_URL = '^https?://[A-Za-z0-9._:\\[\\]-]{1,255}(/([A-Za-z0-9._~:@+,=/-]|%[0-9A-Fa-f]{2}){0,255})?$'

/** A base URL as paths are put behind it. */
export const withoutSlash = (url: string): string => url.replace(/\/+$/, '')
