import { createAccount } from '../../device/create-account.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { text } from '../../language/parameter.ts'
import { person, profileOf } from './person.ts'

/** pims.authentication.user – createAccount, of FCA's brands */
export const setUserCreateAccountFca = defineOperation({
  of: 'set.user.createAccount.FCABasicAuthentication',
  identity: 'optional',
  summary: "Creates an account with an e-mail address, a password and a profile, for FCA's brands, and signs it in",
  parameters: {
    email: text('myname@mail.com'),
    password: text('*******'),
    ...person
  },
  run: ({ email, password, ...sent }, context) => createAccount(context, { family: 'fca', login: email, password, profile: profileOf(sent), gigya: { loginProviders: ['site'] } })
})
