import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.user – profile */
export const getUserProfile = defineOperation({
  of: 'get.user.profile',
  summary: "The user who is signed in, for FCA's brands; what an account does not have is empty",

  run: (_, { account }) => ({
    uid: account.customerId,
    firstName: '',
    lastName: '',
    country: '',
    phoneNumber: account.trustedPhoneNumber ?? '',
    locale: '',
    email: account.login,
    state: '',
    industry: '',
    isVerified: true,
    isRegistered: true
  })
})
