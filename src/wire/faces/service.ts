import { Type } from '@sinclair/typebox'

const orNull = Type.Union([Type.String(), Type.Null()])

/** An answer of `GET /FS` as JSON. */
export const FsAnswerSchema = Type.Object({
  err: Type.String({ description: 'OK, NOK, or NOK: and why' }),
  name: orNull,
  alias: orNull,
  sessionId: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'Of pushAuthenticate' })),
  type: orNull,
  version: orNull,
  platform: orNull,
  timestamp: Type.String({ description: 'YYYY-MM-DD hh:mm:ss, UTC' })
}, { title: 'FsAnswer' })
