import { holdToken } from '../../device/device-tokens.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { tokenPage } from './token-page.ts'

/** pims.authentication.token – customerAt */
export const getTokenCustomerAt = defineOperation({
  of: 'get.token.customerAt',
  ...tokenPage('customerAt'),
  summary: 'The access token of the customer',

  run ({ action }, context) {
    return { type: 'customerAt' as const, token: holdToken(context, 'customerAt', action).value }
  }
})
