import { LOGIN_PROVIDERS } from '../../../wire/gigya.ts'
import { LOGIN_REFUSALS, signInFca } from '../../device/gigya.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'

/** pims.authentication.user – login by a social network */
export const setUserLoginIsSocial = defineOperation({
  of: 'set.user.login.isSocial',
  identity: 'optional',
  summary: "Signs in by a social network, for FCA's brands; X-Login-As says who",
  parameters: {
    social: oneOf(...LOGIN_PROVIDERS)
  },
  fails: LOGIN_REFUSALS,

  run ({ social }, context) {
    const { loginAs, sandbox } = context
    const account = loginAs === undefined ? context.account : sandbox.accounts.findLogin(loginAs)
    signInFca(context, account, { provider: social }, { parameter: 'X-Login-As', reason: "no account of FCA's brands (family: fca) is named" })
  }
})
