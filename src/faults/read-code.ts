import { type ErrorCode, isErrorCode } from '../codes/catalogue.ts'
import { Invalid } from '../lib/errors.ts'

/** The code that somebody asks for. @throws Invalid for one that there is not */
export function readCode (code: number): ErrorCode {
  if (!isErrorCode(code)) throw new Invalid(`There is no code ${code}. GET /admin/contract lists the codes of each operation.`)
  return code
}
