import { literals } from '../../../lib/literals.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'

/** pims.authentication.account – isAccountBlocked */
export const getAccountIsAccountBlocked = defineOperation({
  of: 'get.account.isAccountBlocked',
  summary: 'Whether strong authentication is blocked for the account',
  parameters: {
    actionType: oneOf('strong')
  },
  output: {
    isAccountBlocked: literals(['Unknown', 'PinBlocked', 'AccountBlocked', 'NotBlocked'], { examples: ['NotBlocked'] })
  },

  // The reference knows no AccountBlocked, the tutorial does; "Unknown" would keep an app from healing the account.
  run (_, { account }) {
    return { isAccountBlocked: account.blocked }
  }
})
