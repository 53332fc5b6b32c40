import type { ErrorCode } from '../codes/catalogue.ts'
import type { EffectKind } from '../effects/index.ts'
import type { Face } from '../words/faces.ts'

/** An operation of a face, as fault rules, the journal and its coverage know it. */
export interface Target {
  /** `set.smscode.modifyPhoneNumber`, `inwebo.otp` */
  readonly id: string
  /** The last part of the id. */
  readonly name: string
  readonly face: Face
  /** The codes that it documents. */
  readonly errors: readonly ErrorCode[]
  /** The kinds of effects that it takes. */
  readonly takes: readonly EffectKind[]
  /** The kinds of effects that its RESULT messages take; absent where it has none. */
  readonly takesOnResult?: readonly EffectKind[]
  /** Whether it takes several requests, of which a code hits one only. */
  readonly hasSteps?: boolean
  /** The parameters that it knows; any when absent. */
  readonly parameters?: ReadonlySet<string>
}

/** The operations of all faces: each face declares its own, `app.ts` brings them together. */
export class Targets {
  readonly all: readonly Target[]
  readonly #byId: ReadonlyMap<string, Target>

  constructor (all: readonly Target[]) {
    this.all = all
    this.#byId = new Map(all.map((target) => [target.id, target]))
  }

  get (id: string): Target | undefined {
    return this.#byId.get(id)
  }
}
