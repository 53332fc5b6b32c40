import { Type } from '@sinclair/typebox'
import { defineOperation } from '../operation.ts'
import { activationCode } from '../parameter.ts'

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
    status: Type.Union([Type.Literal('NotEnrolled'), Type.Literal('AlreadyEnrolled')], { examples: ['AlreadyEnrolled'] })
  },
  errors: [2001, 2006, 2102, 2201, 2202, 2204, 2308, 2309, 2310, 2311, 2312, 2313, 2314, 2316, 2317, 2344]
})
