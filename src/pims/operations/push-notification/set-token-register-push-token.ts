import { Type } from '@sinclair/typebox'
import { pushSetting, storePushSetting } from '../../device/push-settings.ts'
import { defineOperation } from '../../language/define-operation.ts'
import type { Parameter } from '../../language/parameter.ts'

const LONGEST = 4096

/** What Google's and Apple's services give an app. */
const token: Parameter<string> = {
  schema: Type.String({ minLength: 1, maxLength: LONGEST, examples: ['<token>'] }),
  required: true,
  wanted: `a text of at most ${LONGEST} characters`,
  read: (value) => typeof value === 'string' && value.length <= LONGEST ? value : undefined
}

/** pims.sdk.token – registerPushToken */
export const setTokenRegisterPushToken = defineOperation({
  of: 'set.token.registerPushToken',
  summary: 'Registers the push token of this device',
  parameters: { token },

  run ({ token }, context) {
    storePushSetting(context, { token, enabled: pushSetting(context)?.enabled ?? [] })
  }
})
