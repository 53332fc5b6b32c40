import { createHash } from 'node:crypto'
import { holdToken } from '../../device/device-tokens.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** pims.authentication.key */
export const getKey = defineOperation({
  of: 'get.key',
  summary: "The key to the cloud of whoever is signed in, for FCA's brands",
  parameters: {
    action: oneOf('get', 'refresh')
  },

  // The identity is the account's; the key goes with the Cognito token, so it is the same until one of them is refreshed.
  run ({ action }, context) {
    const { value } = holdToken(context, 'cognito', action)
    return {
      identityId: digest(context.account.id).slice(0, 32),
      accessKeyId: digest(`id ${value}`).slice(0, 20).toUpperCase(),
      secretKey: digest(`secret ${value}`).slice(0, 40)
    }
  }
})
