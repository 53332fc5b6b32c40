import type { Face } from '../wire/fault.ts'

/** An operation of a face, as fault rules, the journal and its coverage know it. */
export interface Target {
  /** `set.smscode.modifyPhoneNumber`, `inwebo.otp` */
  readonly id: string
  /** The last part of the id. */
  readonly name: string
  readonly face: Face
  /** The codes that it documents. */
  readonly errors: readonly number[]
  /** Whether it sends an SMS that a fault can drop, duplicate or delay. */
  readonly sendsSms?: boolean
  /** Whether it answers with a one-time password whose protocol has variations. */
  readonly variesOtp?: boolean
  /** Whether it takes several requests, of which a code hits one only. */
  readonly hasSteps?: boolean
  /** The parameters that it knows; any when absent. */
  readonly parameters?: ReadonlySet<string>
}

/** A code that a fault may name. */
export interface TargetCode {
  readonly code: number
  /** Whether the vendor documents codes of another system beneath it. */
  readonly hasSubCodes: boolean
  readonly labelFor: (sdkVersion: string) => string
}

/** The operations of all faces and the codes of the catalogue: each face declares its own, `app.ts` brings them together. */
export class Targets {
  readonly all: readonly Target[]
  readonly codes: readonly TargetCode[]
  readonly #byId: ReadonlyMap<string, Target>
  readonly #byCode: ReadonlyMap<number, TargetCode>

  constructor (all: readonly Target[], codes: readonly TargetCode[]) {
    this.all = all
    this.codes = codes
    this.#byId = new Map(all.map((target) => [target.id, target]))
    this.#byCode = new Map(codes.map((one) => [one.code, one]))
  }

  get (id: string): Target | undefined {
    return this.#byId.get(id)
  }

  code (code: number): TargetCode | undefined {
    return this.#byCode.get(code)
  }
}
