import type { AnyTool, Registration } from '../tool.ts'
import { compareWithCapture } from './compare.ts'
import { reviewConduct } from './conduct.ts'
import { startFaults, stopFaults } from './faults.ts'
import { runMatrix } from './matrix.ts'
import { explainRefusal, listRequests, verifyRequests } from './requests.ts'
import { getSmsCode, sendSmsCode } from './sms.ts'
import { getState, setClock } from './state.ts'

/** The tools, in the order in which an agent reads them. */
export const toolsFor = ({ command }: Registration): readonly AnyTool[] => [
  getState, getSmsCode, sendSmsCode, startFaults, stopFaults, listRequests, explainRefusal, verifyRequests, reviewConduct, setClock,
  ...command === undefined ? [] : [runMatrix, compareWithCapture]
]
