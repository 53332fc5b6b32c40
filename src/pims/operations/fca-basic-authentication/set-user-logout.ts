import { signOut } from '../../device/sign-out.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.user – logout, of FCA's brands */
export const setUserLogoutFca = defineOperation({
  of: 'set.user.logout.FCABasicAuthentication',
  summary: "Signs out, for FCA's brands",
  run: (_, context) => signOut(context)
})
