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
  of: 'set.smscode.enrollment',
  summary: 'Checks the activation code of an enrolment',
  parameters: {
    smsCode: activationCode()
  },
  output: {
    status: literals(['NotEnrolled', 'AlreadyEnrolled'], { examples: ['AlreadyEnrolled'] })
  },
  fails: [2102, 2311],

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
