import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.user – profile */
export const getUserProfile = defineOperation({
  of: 'get.user.profile',
  summary: "The user who is signed in, for FCA's brands; what an account does not have is empty",

  run: (_, { account }) => ({
    uid: account.customerId,
    firstName: account.profile?.firstName ?? '',
    lastName: account.profile?.lastName ?? '',
    country: account.profile?.country ?? '',
    phoneNumber: account.trustedPhoneNumber ?? '',
    locale: account.profile?.locale ?? '',
    email: account.login,
    state: account.profile?.state ?? '',
    industry: account.profile?.industry ?? '',
    isVerified: account.gigya?.verified ?? true,
    isRegistered: account.gigya?.profileComplete ?? true
  })
})
