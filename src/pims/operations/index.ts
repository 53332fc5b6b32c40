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
import { setVin } from './vehicle-information/set-vin.ts'
import { getCarkey } from './carkey/get-carkey.ts'
import { setCarkey } from './carkey/set-carkey.ts'
import { setCommandCharge } from './long-range-remote-remote/set-command-charge.ts'
import { setCommandChargeDeferredTime } from './long-range-remote-remote/set-command-charge-deferred-time.ts'
import { setCommandDoors } from './long-range-remote-remote/set-command-doors.ts'
import { setCommandHorn } from './long-range-remote-remote/set-command-horn.ts'
import { setCommandPreconditioning } from './long-range-remote-remote/set-command-preconditioning.ts'
import { setCommandWarning } from './long-range-remote-remote/set-command-warning.ts'
import { setVinRemote } from './long-range-remote-remote/set-vin-remote.ts'
import { subscribeSignal } from './long-range-remote-remote/subscribe-signal.ts'
import { getInformationsRemote } from './long-range-remote-status/get-informations-remote.ts'
import { subscribeEventRemote } from './long-range-remote-status/subscribe-event-remote.ts'
import { getEvent } from './push-notification/get-event.ts'
import { setEventDisable } from './push-notification/set-event-disable.ts'
import { setEventEnable } from './push-notification/set-event-enable.ts'
import { setEventRemove } from './push-notification/set-event-remove.ts'
import { setTokenRegisterPushToken } from './push-notification/set-token-register-push-token.ts'
import { setTokenUnregisterPushToken } from './push-notification/set-token-unregister-push-token.ts'
import { getVersion } from './sdk/get-version.ts'
import { setConfigurationSdk } from './sdk/set-configuration.ts'
import { setVehicleRemoveProperty } from './user-information/set-vehicle-remove-property.ts'
import { getServicesUserVehicleSteps } from './user-vehicle-steps/get-services.ts'
import { getStep } from './user-vehicle-steps/get-step.ts'
import { getStepsCarAssociationID } from './user-vehicle-steps/get-steps-car-association-id.ts'
import { getStepsStepsId } from './user-vehicle-steps/get-steps-steps-id.ts'
import { getAccountUsernameFca } from './fca-basic-authentication/get-account-username.ts'
import { getKey } from './fca-basic-authentication/get-key.ts'
import { getTokenFca } from './fca-basic-authentication/get-token.ts'
import { getUserIsLogged } from './fca-basic-authentication/get-user-is-logged.ts'
import { setUserLoginIsSocial } from './fca-basic-authentication/set-user-login-is-social.ts'
import { setUserLoginFca } from './fca-basic-authentication/set-user-login.ts'
import { setUserLogoutFca } from './fca-basic-authentication/set-user-logout.ts'
import { getUserProfile } from './fca-basic-authentication/get-user-profile.ts'
import { setUserCreateAccountIsSocial } from './fca-basic-authentication/set-user-create-account-is-social.ts'
import { setUserCreateAccountFca } from './fca-basic-authentication/set-user-create-account.ts'
import { setUserForgotPassword } from './fca-basic-authentication/set-user-forgot-password.ts'
import { getAccountIsDeviceActivatedFca } from './fca-strong-authentication/get-account-is-device-activated.ts'
import { setPincodeCreate } from './fca-strong-authentication/set-pincode-create.ts'
import { setPincodeUpdateFca } from './fca-strong-authentication/set-pincode-update.ts'
import { setSessionOpen } from './fca-strong-authentication/set-session.ts'
import { getStepsVin } from './user-vehicle-steps/get-steps-vin.ts'

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
  setSmscodeModifyPhoneNumber,
  setVin,
  getCarkey,
  setCarkey,
  setCommandCharge,
  setCommandChargeDeferredTime,
  setCommandDoors,
  setCommandHorn,
  setCommandPreconditioning,
  setCommandWarning,
  setVinRemote,
  subscribeSignal,
  getInformationsRemote,
  subscribeEventRemote,
  getEvent,
  setEventDisable,
  setEventEnable,
  setEventRemove,
  setTokenRegisterPushToken,
  setTokenUnregisterPushToken,
  getVersion,
  setConfigurationSdk,
  setVehicleRemoveProperty,
  getServicesUserVehicleSteps,
  getStep,
  getStepsCarAssociationID,
  getStepsStepsId,
  getStepsVin,
  getAccountUsernameFca,
  getKey,
  getTokenFca,
  getUserIsLogged,
  setUserLoginIsSocial,
  setUserLoginFca,
  setUserLogoutFca,
  getUserProfile,
  setUserCreateAccountIsSocial,
  setUserCreateAccountFca,
  setUserForgotPassword,
  getAccountIsDeviceActivatedFca,
  setPincodeCreate,
  setPincodeUpdateFca,
  setSessionOpen
]
