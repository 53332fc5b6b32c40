import { isErrorCode } from '../codes/catalogue.ts'
import type { EffectOf } from '../effects/index.ts'
import { PimsError } from './language/pims-error.ts'

/** The error that a fault asks for. */
export const errorOfFault = ({ error, parameter, component, subCode }: EffectOf<'error'>): PimsError =>
  new PimsError(isErrorCode(error) ? error : 2000, { parameter, component, subCode, reason: `a fault asks for ${error}` })
