import { createHash, randomInt } from 'node:crypto'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { JumpableRandomGenerator } from 'pure-rand/types/JumpableRandomGenerator'

const MAX_SEED = 2 ** 32

/** The state of each stream of a sandbox's random numbers; JSON. */
export interface RandomState {
  readonly seed: number
  readonly codes: readonly number[]
  readonly ids: readonly number[]
  readonly draws: readonly number[]
}

/**
 * The random numbers of one sandbox. Codes, ids and draws come from three streams of one seed, so that
 * a request more or less (an id) changes neither the next SMS code nor the next fault.
 */
export class Random {
  readonly #salt: string
  #seed = 0
  #codes!: JumpableRandomGenerator
  #ids!: JumpableRandomGenerator
  #draws!: JumpableRandomGenerator

  /**
   * @param seed an integer from 0 to 4294967295; drawn when absent
   * @param salt what the key material of this sandbox is mixed with, so that it differs from another's of the same seed
   */
  constructor (seed?: number, salt = '') {
    this.#salt = salt
    this.reseed(seed)
  }

  get seed (): number {
    return this.#seed
  }

  /** Restarts all streams from a seed; from one drawn by the machine when absent. */
  reseed (seed = randomInt(MAX_SEED)): void {
    this.#seed = seed
    const generator = xoroshiro128plus(seed)
    const next = () => {
      generator.jump()
      return generator.clone()
    }
    this.#codes = next()
    this.#ids = next()
    this.#draws = next()
  }

  /** So many decimal digits, from the stream of codes. */
  digits (length: number): string {
    return text(this.#codes, length, 10)
  }

  /** So many hexadecimal digits of key material, 64 at most, from the stream of codes. */
  secretHex (length: number): string {
    const drawn = text(this.#codes, length, 16)
    return this.#salt === '' ? drawn : createHash('sha256').update(`${this.#salt} ${drawn}`).digest('hex').slice(0, length)
  }

  /** So many hexadecimal digits, from the stream of ids. */
  hex (length: number): string {
    return text(this.#ids, length, 16)
  }

  /** A number from 0 up to, but not including, 1, from the stream of draws. */
  draw (): number {
    return uniformFloat64(this.#draws)
  }

  save (): RandomState {
    return {
      seed: this.#seed,
      codes: this.#codes.getState(),
      ids: this.#ids.getState(),
      draws: this.#draws.getState()
    }
  }

  restore (state: RandomState): void {
    this.#seed = state.seed
    this.#codes = xoroshiro128plusFromState(state.codes)
    this.#ids = xoroshiro128plusFromState(state.ids)
    this.#draws = xoroshiro128plusFromState(state.draws)
  }
}

/** Seven hexadecimal digits fit one 32-bit draw of the generator with room to spare; so do seven decimal ones. */
const CHUNK = 7

function text (generator: JumpableRandomGenerator, length: number, radix: number): string {
  let result = ''
  for (let left = length; left > 0; left -= CHUNK) {
    const size = Math.min(left, CHUNK)
    result += uniformInt(generator, 0, radix ** size - 1).toString(radix).padStart(size, '0')
  }
  return result
}
