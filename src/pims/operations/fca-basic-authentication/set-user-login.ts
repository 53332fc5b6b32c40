import { LOGIN_REFUSALS, signInFca } from '../../device/gigya.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { text } from '../../language/parameter.ts'

/** pims.authentication.user – login with username and password */
export const setUserLoginFca = defineOperation({
  of: 'set.user.login.FCABasicAuthentication',
  identity: 'optional',
  summary: "Signs in with username and password, for FCA's brands; of an account without a password any will do",
  parameters: {
    username: text('myname@mail.com'),
    password: text('**********')
  },
  fails: LOGIN_REFUSALS,

  run ({ username, password }, context) {
    signInFca(context, context.sandbox.accounts.findLogin(username), { provider: 'site', password }, { parameter: 'username', reason: "no account of FCA's brands (family: fca) has this login" })
  }
})
