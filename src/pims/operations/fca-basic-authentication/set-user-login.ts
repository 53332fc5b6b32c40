import { defineOperation } from '../../language/define-operation.ts'
import { text } from '../../language/parameter.ts'
import { signInFca } from './sign-in-fca.ts'

/** pims.authentication.user – login with username and password */
export const setUserLoginFca = defineOperation({
  of: 'set.user.login.FCABasicAuthentication',
  identity: 'optional',
  summary: "Signs in with username and password, for FCA's brands; accounts have no password here, so any will do",
  parameters: {
    username: text('myname@mail.com')
  },
  fails: [2102, 2383],

  run ({ username }, context) {
    signInFca(context, context.sandbox.accounts.findLogin(username), { parameter: 'username', reason: "no account of FCA's brands (family: fca) has this login" })
  }
})
