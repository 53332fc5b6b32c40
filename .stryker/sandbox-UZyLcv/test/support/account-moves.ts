// @ts-nocheck
import { AccountModel, type Choice, type Purpose } from './account-model.ts'

/** One operation as the model plays it: what is sent, and which code, or 0, the model allows; then what an answer must be. */
export interface Move {
  readonly parameters?: (model: AccountModel, choice: Choice) => Record<string, unknown>
  readonly expect: (model: AccountModel, choice: Choice) => number
  readonly result?: (model: AccountModel, choice: Choice) => unknown
  /** Sends a code: of which purpose, and to which number. */
  readonly sends?: Purpose
  /** Carries no token: whoever is signed in on the device speaks. */
  readonly signedIn?: true
  readonly typed?: (choice: Choice) => string | undefined
}

/** A number that another account has. */
export const TAKEN = '0639980001'

const sends = (purpose: 'enrollment' | 'resetPIN'): Move => ({ expect: ({ number }) => number === null ? 2101 : 0, sends: purpose })
const otp = (withPin: boolean): Move => ({
  parameters: (_, { pin }) => withPin ? { pinCode: pin } : {},
  expect: (model, { device, pin }) => model.state(device) || (withPin ? model.tryPin(pin) : 0)
})
const withNumber = (model: AccountModel, choice: Choice) => ({ phoneNumber: choice.number, smsCode: model.codeOf('phoneNumberCertification', choice) ?? '123456' })
const judgeNumber = (model: AccountModel, choice: Choice) => model.judge('phoneNumberCertification', withNumber(model, choice).smsCode, choice.number)
const takeNumber = (model: AccountModel, { number }: Choice) => {
  model.number = number
  model.pending.delete('phoneNumberCertification')
  return 0
}
const token = (type: string): Move => ({ parameters: (_, { action }) => ({ action }), expect: () => 0, result: () => ({ type }) })
const signIn = (account: 'bob' | 'new', typed: string | undefined): Move => ({
  signedIn: true,
  typed: () => typed,
  expect: ({ sessions }, { device }) => {
    sessions.set(device, account)
    return 0
  }
})

/** Every operation, by id. */
export const moves: Readonly<Record<string, Move>> = {
  'get.account.username': {
    signedIn: true,
    parameters: () => ({ actionType: 'basic' }),
    expect: ({ sessions }, { device }) => sessions.has(device) ? 0 : 2301,
    result: ({ sessions, login }, { device }) => ({ username: sessions.get(device) === 'bob' ? login : /^user-/ })
  },
  'get.token.customerAt': token('customerAt'),
  'get.token.cvs': token('cvs'),
  'get.token.idtoken': token('idtoken'),
  'set.user.createAccount': signIn('new', undefined),
  'set.user.login': signIn('bob', 'bob'),
  'set.user.forcedLogin': signIn('bob', 'bob'),
  'set.user.logout': { signedIn: true, expect: ({ sessions }, { device }) => sessions.delete(device) ? 0 : 2301 },
  'set.user.updateLogin': {
    typed: ({ device }) => `${device}@example.com`,
    expect: (model, { device }) => {
      model.login = `${device}@example.com`
      return 0
    }
  },
  'set.user.updatePassword': { expect: () => 0 },
  'get.account.isAccountBlocked': {
    parameters: () => ({ actionType: 'strong' }),
    expect: () => 0,
    result: ({ blocked }) => ({ isAccountBlocked: blocked ? 'PinBlocked' : 'NotBlocked' })
  },
  'get.account.isDeviceActivated': {
    parameters: () => ({ actionType: 'strong' }),
    expect: () => 0,
    result: ({ devices }, { device }) => ({ isDeviceActivated: devices.has(device) })
  },
  'get.otp.withPIN': otp(true),
  'get.otp.withoutPIN': otp(false),
  'get.smscode.enrollment': sends('enrollment'),
  'get.smscode.phoneNumberCertification': { parameters: (_, { number }) => ({ phoneNumber: number }), expect: () => 0, sends: 'phoneNumberCertification' },
  'get.smscode.resetPIN': sends('resetPIN'),
  'get.trustedphonenumber': { expect: ({ number }) => number === null ? 2307 : 0, result: ({ number }) => ({ phoneNumber: number }) },
  'set.enrollment.enroll': {
    parameters: (model, choice) => ({ pinCode: choice.pin, smsCode: model.codeOf('enrollment', choice) }),
    expect (model, choice) {
      const { device, pin } = choice
      const given = model.codeOf('enrollment', choice)
      const code = given ?? model.verified.get(device)
      if (code === undefined) return 2101
      const isRepeated = model.enrolledBy.get(device) === code && model.devices.has(device) && model.pending.get('enrollment')?.code !== code
      if (isRepeated) return model.state(device) || model.tryPin(pin)
      const refused = model.enrolState() || (model.judge('enrollment', code) === 'right' ? model.enrol(device, pin, 'enrollment') : 2305)
      if (refused !== 0) return refused
      model.verified.set(device, code)
      model.enrolledBy.set(device, code)
      return 0
    }
  },
  'set.enrollment.enrollWithPhoneNumber': {
    parameters: (model, choice) => ({ pinCode: choice.pin, ...withNumber(model, choice) }),
    expect (model, choice) {
      const refused = model.enrolState()
      if (refused !== 0) return refused
      if (model.number !== null || choice.number === TAKEN) return 2390
      if (judgeNumber(model, choice) !== 'right') return 2305
      return model.enrol(choice.device, choice.pin, 'phoneNumberCertification') || takeNumber(model, choice)
    }
  },
  'set.enrollment.remove': { expect: (model) => model.remove() },
  'set.pincode.reset': {
    parameters: (model, choice) => ({ pinCode: choice.pin, smsCode: model.codeOf('resetPIN', choice) ?? '123456789' }),
    expect (model, choice) {
      if (model.devices.size === 0) return 2313
      if (model.judge('resetPIN', model.codeOf('resetPIN', choice) ?? '123456789') !== 'right') return 2305
      if (choice.pin === model.pin) return 2315
      model.pending.delete('resetPIN')
      return model.setPin(choice.pin)
    }
  },
  'set.pincode.update': {
    parameters: (_, { pin, otherPin }) => ({ oldPIN: pin, newPIN: otherPin }),
    expect (model, { device, pin, otherPin }) {
      const refused = model.state(device)
      if (refused !== 0) return refused
      const wrong = model.tryPin(pin)
      if (wrong !== 0) return wrong
      return pin === otherPin ? 2315 : model.setPin(otherPin)
    }
  },
  'set.smscode.addPhoneNumber': {
    parameters: withNumber,
    expect (model, choice) {
      if (model.number !== null || choice.number === TAKEN) return 2102
      return judgeNumber(model, choice) === 'right' ? takeNumber(model, choice) : 2102
    }
  },
  'set.smscode.enrollment': {
    parameters: (model, choice) => ({ smsCode: model.codeOf('enrollment', choice) }),
    expect (model, choice) {
      const code = model.codeOf('enrollment', choice)
      if (code === undefined) return 2102
      if (model.blocked) return 2317
      const verdict = model.judge('enrollment', code)
      if (verdict === 'right') {
        model.verified.set(choice.device, code)
        model.enrolledBy.delete(choice.device)
      }
      return { none: 2311, bad: 2102, right: 0 }[verdict]
    },
    result: ({ pin }) => ({ status: pin === undefined ? 'NotEnrolled' : 'AlreadyEnrolled' })
  },
  'set.smscode.modifyPhoneNumber': {
    parameters: withNumber,
    expect (model, choice) {
      const refused = model.state(choice.device) || (model.number === null ? 2317 : 0)
      if (refused !== 0) return refused
      const verdict = judgeNumber(model, choice)
      return verdict === 'right' ? takeNumber(model, choice) : { none: 2311, bad: 2102 }[verdict]
    }
  }
}
