import { literals } from '../../../lib/literals.ts'
import { checkService, failIfPostSyncFails } from '../../../inwebo/account-checks.ts'
import { withService } from '../../../sandbox/accounts/account.ts'
import { checkCode } from '../../../sms/check-code.ts'
import { checkNotDisabled } from '../../device/check-inwebo-state.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { activationCode } from '../../language/parameter.ts'
import { rememberCode } from '../../device/verified-codes.ts'

/** pims.authentication.smscode – enrollment */
export const setSmscodeEnrollment = defineOperation({
  component: 'StrongAuthentication',
  verb: 'set',
  api: 'pims.authentication.smscode',
  selector: { parameter: 'action', value: 'enrollment' },
  since: '2.0',
  summary: 'Checks the activation code of an enrolment',
  parameters: {
    smsCode: activationCode()
  },
  output: {
    status: literals(['NotEnrolled', 'AlreadyEnrolled'], { examples: ['AlreadyEnrolled'] })
  },
  errors: [2001, 2006, 2102, 2201, 2202, 2204, 2308, 2309, 2310, 2311, 2312, 2313, 2314, 2316, 2317, 2344],

  // 2305 is not documented here: without a pending code the state is not correct, a wrong or expired one is an invalid parameter.
  run ({ smsCode }, context) {
    const { sandbox, account, fail } = context
    checkNotDisabled(context)
    checkService(withService(account, { activated: true }))
    const { verdict, reason } = checkCode(sandbox, account, 'enrollment', smsCode)
    if (verdict === 'none') throw fail(2311, { reason })
    if (verdict !== 'right') throw fail(2102, { parameter: 'smsCode', reason })
    rememberCode(context, smsCode, 'verified')
    failIfPostSyncFails(account)
    return { status: account.pin === undefined ? 'NotEnrolled' : 'AlreadyEnrolled' } as const
  }
})
