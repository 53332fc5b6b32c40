import { LOGIN_SERVERS } from '../../../oauth/brands.ts'
import { lifetimeInSeconds } from '../../../oauth/token.ts'
import { holdToken } from '../../device/device-tokens.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { tokenPage } from './token-page.ts'

/** Whom the token is for: the SDK itself. */
const CLIENT_ID = 'mobile-sdk'

/** pims.authentication.token – idtoken */
export const getTokenIdtoken = defineOperation({
  of: 'get.token.idtoken',
  ...tokenPage('idtoken'),
  summary: 'The OpenID Connect id token of the user',

  // The same until it is refreshed, or the access token that it goes with has died.
  run ({ action }, context) {
    const { account, signer } = context
    const { value: accessToken, issuedAt } = holdToken(context, 'idtoken', action)
    return { type: 'idtoken' as const, token: signer.sign({ account, accessToken, clientId: CLIENT_ID, expiresIn: lifetimeInSeconds('access') }, { issuer: LOGIN_SERVERS[account.brand].issuer, now: issuedAt }) }
  }
})
