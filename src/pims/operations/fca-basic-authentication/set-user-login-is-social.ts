import { defineOperation } from '../../language/define-operation.ts'
import { signInFca } from './sign-in-fca.ts'

/** pims.authentication.user – login by a social network */
export const setUserLoginIsSocial = defineOperation({
  of: 'set.user.login.isSocial',
  identity: 'optional',
  summary: "Signs in by a social network, for FCA's brands; X-Login-As says who",
  fails: [2102, 2383],

  run (_, context) {
    const { loginAs, sandbox } = context
    const account = loginAs === undefined ? context.account : sandbox.accounts.findLogin(loginAs)
    signInFca(context, account, { parameter: 'X-Login-As', reason: "no account of FCA's brands (family: fca) is named" })
  }
})
