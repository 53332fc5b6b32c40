import { signIn } from '../../device/sign-in.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.user – login by a social network */
export const setUserLoginIsSocial = defineOperation({
  of: 'set.user.login.isSocial',
  identity: 'optional',
  summary: "Signs in by a social network, for FCA's brands; X-Login-As says who",
  fails: [2102, 2383],

  run (_, context) {
    const { loginAs, sandbox } = context
    const account = loginAs === undefined ? context.account : sandbox.accounts.findLogin(loginAs)
    if (account?.family !== 'fca') throw context.fail(2102, { parameter: 'X-Login-As', reason: "no account of FCA's brands (family: fca) is named" })
    if (account.blocked === 'AccountBlocked') throw context.fail(2383, { reason: `${account.id} is blocked` })
    signIn(context, account)
  }
})
