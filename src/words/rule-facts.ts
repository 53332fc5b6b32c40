/** A rule of a fault, as far as a sentence tells of it. */
interface Told<Effect> {
  readonly match: {
    readonly operation?: string | readonly string[] | undefined
    readonly face?: string | undefined
    readonly account?: string | undefined
    readonly device?: string | undefined
    readonly phoneNumber?: string | undefined
  }
  readonly effect: Effect | readonly Effect[] | null
  readonly delay?: number | { readonly min: number, readonly max: number } | { readonly median: number, readonly sigma: number } | undefined
  readonly skip?: number | undefined
  readonly times?: number | undefined
  readonly probability?: number | undefined
  readonly on?: 'result' | undefined
}

/** How long a rule waits, in milliseconds. */
export type Wait =
  | { readonly is: 'fixed', readonly time: number }
  | { readonly is: 'between', readonly min: number, readonly max: number }
  | { readonly is: 'about', readonly time: number }

/** What there is to say of a rule: every sentence about one, in any language, is made of these. What is absent goes without saying. */
export interface RuleFacts<Effect> {
  /** One for each hit in turn; none where it only waits. */
  readonly effects: readonly Effect[]
  /** The operations that it names; none for every one. */
  readonly operations: readonly string[]
  readonly face: string | undefined
  /** Whether it hits RESULT messages in place of requests. */
  readonly on: 'result' | undefined
  readonly account: string | undefined
  readonly device: string | undefined
  readonly phoneNumber: string | undefined
  readonly wait: Wait | undefined
  /** How many requests it lets pass first. */
  readonly skip: number | undefined
  /** How often it hits at most. */
  readonly times: number | undefined
  /** In how many of a hundred cases it hits, to a tenth. */
  readonly percent: number | undefined
}

export function ruleFacts<Effect> ({ match: { operation, face, account, device, phoneNumber }, effect, delay, skip, times, probability, on }: Told<Effect>): RuleFacts<Effect> {
  return {
    effects: listOf(effect),
    operations: operation === undefined ? [] : listOf(operation),
    face,
    on,
    account,
    device,
    phoneNumber,
    wait: delay === undefined ? undefined : waitOf(delay),
    skip: skip === 0 ? undefined : skip,
    times,
    percent: probability === undefined ? undefined : Math.round(probability * 1000) / 10
  }
}

const isList = <Item>(value: Item | readonly Item[]): value is readonly Item[] => Array.isArray(value)

const listOf = <Item>(value: Item | readonly Item[] | null): readonly Item[] => value === null ? [] : isList(value) ? value : [value]

function waitOf (delay: NonNullable<Told<never>['delay']>): Wait {
  if (typeof delay === 'number') return { is: 'fixed', time: delay }
  return 'min' in delay ? { is: 'between', min: delay.min, max: delay.max } : { is: 'about', time: delay.median }
}

/** How often, in English: `once`, `twice`, `3 times`. */
export const timesInEnglish = (count: number): string => ({ 1: 'once', 2: 'twice' })[count] ?? `${count} times`
