import { removeEnrollments } from '../../../inwebo/device.ts'
import { failIfPostSyncFails } from '../../../inwebo/account-checks.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.enrollment – remove */
export const setEnrollmentRemove = defineOperation({
  component: 'StrongAuthentication',
  verb: 'set',
  api: 'pims.authentication.enrollment',
  selector: { parameter: 'action', value: 'remove' },
  since: '2.0',
  summary: 'Removes all enrolments of the account',
  parameters: {},
  output: {},
  errors: [2001, 2101, 2102, 2202, 2204, 2305, 2308, 2309, 2310, 2311, 2312, 2313, 2314, 2316, 2317, 2344],

  run (_, { sandbox, account }) {
    failIfPostSyncFails(removeEnrollments(sandbox, account))
  }
})
