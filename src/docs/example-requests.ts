import { stepsId } from '../pims/device/steps.ts'
import type { Operation } from '../pims/language/operation.ts'
import { associationId } from '../vehicles/association-id.ts'
import { exampleOf } from './snippets.ts'
import type { Verb } from '../words/verbs.ts'

/** A request of the PIMS face; `{enrollment}` is the code of the newest SMS of that purpose. */
export interface ExampleRequest {
  readonly verb: Verb
  readonly api: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** A whole configuration, as `pims.initialize` takes it. */
const CONFIGURATION = {
  environnement: 'Production',
  mode: 'B2C',
  monitoring: { logLevel: 'low', newLogFile: 'duration', newLogTimeDuration: 42 },
  credential: {
    clientID: '6779ef20e75817b79602',
    clientSecret: '865333ef347etr',
    macID: 'bb8e981582b0f31353108fb020bead1c',
    inWeboURL: 'https://address.tld',
    webviewsRedirectURI: 'https://address.tld',
    loginRedirectURI: 'https://address.tld'
  },
  profile: { brand: 'opel' }
}

/** The car of alice. */
const vin = 'VR3UHZKXZL0000001'

/** What a good request of an operation carries beside its selector, for an account like alice, where what the reference shows is not enough. */
const GOOD: Readonly<Record<string, ExampleRequest['parameters']>> = {
  'set.initialize': CONFIGURATION,
  'get.account.username': { actionType: 'basic' },
  'get.account.isAccountBlocked': { actionType: 'strong' },
  'get.account.isDeviceActivated': { actionType: 'strong' },
  'get.token.customerAt': { action: 'get' },
  'get.token.cvs': { action: 'get' },
  'get.token.idtoken': { action: 'get' },
  'get.otp.withPIN': { pinCode: '1234' },
  'set.vin': { vin },
  'set.vin.remote': { actionType: 'remote', vin },
  'set.command.charge': { startNow: true },
  'set.command.chargeDeferredTime': { startNow: false, deferredTime: 'PT22H30M', checkStartCharge: true },
  'set.command.doors': { doorState: 'unlock' },
  'set.command.preconditioning': { startNow: true, programs: [{ hour: 9, minute: 32, isEnabled: true, occurrence: ['mon', 'tue'], slot: 3 }] },
  'get.informations.remote': { actionType: 'remote', action: 'get' },
  'get.event': { vins: [vin] },
  'set.event.disable': { type: ['remoteChargeFinished'] },
  'set.event.enable': { type: ['remoteChargeFinished'] },
  'set.event.remove': { vin },
  'set.token.registerPushToken': { token: 'of-the-push-service' },
  'set.vehicle.removeProperty': { vin },
  'get.services.UserVehicleSteps': { vin },
  'get.step': { stepsID: '0b59b7b7-bd1e-4b9a-8f6d-0f5a3c1c7a11' },
  'get.steps.carAssociationID': { get carAssociationID () { return associationId('alice', vin) }, resetSteps: false, stepsStatus: 'all' },
  'get.steps.stepsId': { get stepsID () { return stepsId({ account: { id: 'alice' }, deviceId: 'device-1' }, vin) }, resetSteps: false, stepsStatus: 'all' },
  'get.steps.vin': { vin, resetSteps: false, stepsStatus: 'all' },
  'get.services.SendToNav': { services: ['sendtonav'] },
  'get.services.TripNDrive': { services: ['tripsanddrive'] },
  'get.smscode.phoneNumberCertification': { phoneNumber: '0639980099' },
  'set.enrollment.enroll': { pinCode: '1234', smsCode: '123456789' },
  'set.enrollment.enrollWithPhoneNumber': { pinCode: '1234', smsCode: '123456', phoneNumber: '0639980099' },
  'set.pincode.reset': { pinCode: '4321', smsCode: '123456789' },
  'set.pincode.update': { oldPIN: '1234', newPIN: '4321' },
  'set.smscode.addPhoneNumber': { smsCode: '123456', phoneNumber: '0639980099' },
  'set.smscode.enrollment': { smsCode: '123456789' },
  'set.smscode.modifyPhoneNumber': { smsCode: '123456', phoneNumber: '0639980099' },
  'subscribe.event.remote': { actionType: 'remote', type: '["remoteChargeFinished","remoteChargeInterrupted"]' },
  'subscribe.event.o2x': { actionType: 'O2X' },
  'subscribe.event.sendToNav': { actionType: 'sendToNav' },
  'subscribe.event.tripNDrive': { actionType: 'tripNDrive' },
  'subscribe.informations': { actionType: 'O2X', reception: 'status', firstTime: true }
}

/** A request of an operation whose parameters have the right form, whatever they say: those that are required, where nothing else is said here. */
export function exampleRequestOf (operation: Operation, changed: ExampleRequest['parameters'] = {}): ExampleRequest {
  const { id, verb, api, selector } = operation
  const selecting = selector === undefined ? {} : { [selector.parameter]: selector.value }
  return { verb, api, parameters: { ...selecting, ...GOOD[id] ?? exampleOf(operation), ...changed } }
}
