import { isIP } from 'node:net'

/** Labels as DNS takes them, with the underscore of service names and a star for the first. */
const DNS_NAME = /^(?=.{1,253}$)(\*\.)?[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/i

/** Whether a certificate can be for it: a DNS name, or an IP address without a zone. */
export const isHostName = (name: string): boolean => DNS_NAME.test(name) || (isIP(name) !== 0 && !name.includes('%'))

/** The names of a list with commas between them. */
export const hostNames = (list: string): string[] => list.split(',').map((name) => name.trim())
