import type { PushView } from '../../wire/push.ts'
import type { Push } from './pushes.ts'

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** A push as the admin API shows it. */
export const viewPush = ({ sentAt, expiresAt, endedAt, ...push }: Push): PushView =>
  ({ ...push, sentAt: iso(sentAt), expiresAt: iso(expiresAt), endedAt: endedAt === null ? null : iso(endedAt) })
