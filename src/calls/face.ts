import type { SavedPart } from '../sandbox/sandbox.ts'
import type { Target } from '../targets/targets.ts'
import type { Face } from '../words/faces.ts'

/** A face, whatever carries it. */
export interface AnyFace {
  readonly name: Face
  /** What faults can hit on it. */
  readonly targets: readonly Target[]
  /** What it keeps in a sandbox, and in its snapshots. */
  readonly parts: readonly SavedPart[]
}
