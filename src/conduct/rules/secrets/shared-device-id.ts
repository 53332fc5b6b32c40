import type { JournalEntry } from '../../../journal/journal.ts'
import { groupRequests } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'

const isEnrolment = ({ operation, status, parameters }: JournalEntry): boolean =>
  operation === 'inwebo.activate' && status === 'SUCCEEDED' && parameters?.action === 'ActionFinalize'

export const sharedDeviceId: ConductRule = {
  id: 'PIMS3007',
  name: 'SharedDeviceId',
  severity: 'low',
  what: 'enrols devices of several accounts under one id',
  harm: 'The service takes them for one device: who enrols last puts the others out.',
  advice: 'Make a random id for each device, once, and keep it.',
  * find ({ requests }) {
    for (const [first, ...others] of groupRequests(requests, (request) => isEnrolment(request) ? request.device : undefined)) {
      const other = others.find(({ account }) => account !== first?.account)
      if (first !== undefined && other !== undefined) yield { requests: [first, other] }
    }
  }
}
