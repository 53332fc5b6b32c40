import type { Behaviour } from '../language/operation.ts'
import { getAccountUsername } from './basic-authentication/get-account-username.ts'
import { getTokenCustomerAt } from './basic-authentication/get-token-customer-at.ts'
import { getTokenCvs } from './basic-authentication/get-token-cvs.ts'
import { getTokenIdtoken } from './basic-authentication/get-token-idtoken.ts'
import { setUserCreateAccount } from './basic-authentication/set-user-create-account.ts'
import { setUserLogin } from './basic-authentication/set-user-login.ts'
import { setUserForcedLogin } from './basic-authentication/set-user-forced-login.ts'
import { setUserLogout } from './basic-authentication/set-user-logout.ts'
import { setUserUpdateLogin } from './basic-authentication/set-user-update-login.ts'
import { setUserUpdatePassword } from './basic-authentication/set-user-update-password.ts'
import { getAccountIsAccountBlocked } from './strong-authentication/get-account-is-account-blocked.ts'
import { getAccountIsDeviceActivated } from './strong-authentication/get-account-is-device-activated.ts'
import { getOtpWithPIN } from './strong-authentication/get-otp-with-pin.ts'
import { getOtpWithoutPIN } from './strong-authentication/get-otp-without-pin.ts'
import { getSmscodeEnrollment } from './strong-authentication/get-smscode-enrollment.ts'
import { getSmscodePhoneNumberCertification } from './strong-authentication/get-smscode-phone-number-certification.ts'
import { getSmscodeResetPIN } from './strong-authentication/get-smscode-reset-pin.ts'
import { getTrustedphonenumber } from './strong-authentication/get-trustedphonenumber.ts'
import { setEnrollmentEnroll } from './strong-authentication/set-enrollment-enroll.ts'
import { setEnrollmentEnrollWithPhoneNumber } from './strong-authentication/set-enrollment-enroll-with-phone-number.ts'
import { setEnrollmentRemove } from './strong-authentication/set-enrollment-remove.ts'
import { setInitialize } from './facade/set-initialize.ts'
import { setPincodeReset } from './strong-authentication/set-pincode-reset.ts'
import { setPincodeUpdate } from './strong-authentication/set-pincode-update.ts'
import { setRelease } from './facade/set-release.ts'
import { setSmscodeAddPhoneNumber } from './strong-authentication/set-smscode-add-phone-number.ts'
import { setSmscodeEnrollment } from './strong-authentication/set-smscode-enrollment.ts'
import { setSmscodeModifyPhoneNumber } from './strong-authentication/set-smscode-modify-phone-number.ts'

/** Every operation that does something of its own. */
export const behaviours: readonly Behaviour[] = [
  setInitialize,
  setRelease,
  getAccountUsername,
  getTokenCustomerAt,
  getTokenCvs,
  getTokenIdtoken,
  setUserCreateAccount,
  setUserLogin,
  setUserForcedLogin,
  setUserLogout,
  setUserUpdateLogin,
  setUserUpdatePassword,
  getAccountIsAccountBlocked,
  getAccountIsDeviceActivated,
  getOtpWithPIN,
  getOtpWithoutPIN,
  getSmscodeEnrollment,
  getSmscodePhoneNumberCertification,
  getSmscodeResetPIN,
  getTrustedphonenumber,
  setEnrollmentEnroll,
  setEnrollmentEnrollWithPhoneNumber,
  setEnrollmentRemove,
  setPincodeReset,
  setPincodeUpdate,
  setSmscodeAddPhoneNumber,
  setSmscodeEnrollment,
  setSmscodeModifyPhoneNumber
]
