import { signOut } from '../../device/sign-out.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { page } from './login-page.ts'

/** pims.authentication.user – logout */
export const setUserLogout = defineOperation({
  of: 'set.user.logout',
  ...page,
  summary: 'Signs out',
  run: (_, context) => signOut(context)
})
