import { holdToken } from '../../device/device-tokens.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { tokenPage } from './token-page.ts'

/** pims.authentication.token – cvs */
export const getTokenCvs = defineOperation({
  of: 'get.token.cvs',
  ...tokenPage('cvs'),
  summary: 'The access token for the connected-vehicle services',

  run ({ action }, context) {
    return { type: 'cvs' as const, token: holdToken(context, 'cvs', action).value }
  }
})
