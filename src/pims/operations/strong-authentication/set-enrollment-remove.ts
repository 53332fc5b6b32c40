import { removeEnrollments } from '../../../inwebo/remove-enrollments.ts'
import { failIfPostSyncFails } from '../../../inwebo/account-checks.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.enrollment – remove */
export const setEnrollmentRemove = defineOperation({
  of: 'set.enrollment.remove',
  summary: 'Removes all enrolments of the account',

  run (_, { sandbox, account }) {
    failIfPostSyncFails(removeEnrollments(sandbox, account))
  }
})
