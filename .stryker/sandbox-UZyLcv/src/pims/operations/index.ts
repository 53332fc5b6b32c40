// @ts-nocheck
import { getAccountUsername } from './get-account-username.ts'
import { getTokenCustomerAt } from './get-token-customer-at.ts'
import { getTokenCvs } from './get-token-cvs.ts'
import { getTokenIdtoken } from './get-token-idtoken.ts'
import { setUserCreateAccount } from './set-user-create-account.ts'
import { setUserLogin } from './set-user-login.ts'
import { setUserForcedLogin } from './set-user-forced-login.ts'
import { setUserLogout } from './set-user-logout.ts'
import { setUserUpdateLogin } from './set-user-update-login.ts'
import { setUserUpdatePassword } from './set-user-update-password.ts'
import { getAccountIsAccountBlocked } from './get-account-is-account-blocked.ts'
import { getAccountIsDeviceActivated } from './get-account-is-device-activated.ts'
import { getOtpWithPIN } from './get-otp-with-pin.ts'
import { getOtpWithoutPIN } from './get-otp-without-pin.ts'
import { getSmscodeEnrollment } from './get-smscode-enrollment.ts'
import { getSmscodePhoneNumberCertification } from './get-smscode-phone-number-certification.ts'
import { getSmscodeResetPIN } from './get-smscode-reset-pin.ts'
import { getTrustedphonenumber } from './get-trustedphonenumber.ts'
import { setEnrollmentEnroll } from './set-enrollment-enroll.ts'
import { setEnrollmentEnrollWithPhoneNumber } from './set-enrollment-enroll-with-phone-number.ts'
import { setEnrollmentRemove } from './set-enrollment-remove.ts'
import { setInitialize } from './set-initialize.ts'
import { setPincodeReset } from './set-pincode-reset.ts'
import { setPincodeUpdate } from './set-pincode-update.ts'
import { setRelease } from './set-release.ts'
import { setSmscodeAddPhoneNumber } from './set-smscode-add-phone-number.ts'
import { setSmscodeEnrollment } from './set-smscode-enrollment.ts'
import { setSmscodeModifyPhoneNumber } from './set-smscode-modify-phone-number.ts'

/** Every operation of the two components, in the vendor's order. */
export const operations = [
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

/** What the app does with the facade itself. */
export const facadeOperations = [setInitialize, setRelease]
