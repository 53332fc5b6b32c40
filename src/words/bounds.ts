/** The longest delay of a rule, in milliseconds. */
export const MAX_DELAY = 600_000

/** The widest spread of a log-normal delay. */
export const MAX_SIGMA = 5

/** The most requests that a rule counts to. */
export const MAX_COUNT = 1_000_000_000

/** Characters of a name in a rule: of an account, a device, an operation. */
export const LONGEST_NAME = 100

/** The HTTP statuses that a rule can answer with. */
export const LEAST_STATUS = 200
export const GREATEST_STATUS = 599

/** Characters of a search in the journal. */
export const LONGEST_SEARCH = 200
