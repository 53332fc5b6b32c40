import { LOGIN_PROVIDERS } from '../../../wire/gigya.ts'
import { createAccount } from '../../device/create-account.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'
import { person, profileOf } from './person.ts'

/** pims.authentication.user – createAccount by a social network */
export const setUserCreateAccountIsSocial = defineOperation({
  of: 'set.user.createAccount.isSocial',
  identity: 'optional',
  summary: "Creates an account by a social network, with a profile, for FCA's brands, and signs it in; X-Login-As is its id",
  parameters: {
    social: oneOf(...LOGIN_PROVIDERS),
    ...person
  },
  run: ({ social, ...sent }, context) => createAccount(context, { family: 'fca', profile: profileOf(sent), gigya: { loginProviders: [social] } })
})
