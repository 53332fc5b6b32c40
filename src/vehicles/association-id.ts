import { createHash } from 'node:crypto'
import { formatUuid } from '../lib/text/uuid.ts'

/** The id of the association of an account with a car: always the same for the two. */
export const associationId = (account: string, vin: string): string => formatUuid(createHash('sha256').update(`${account} ${vin}`).digest('hex').slice(0, 32))
