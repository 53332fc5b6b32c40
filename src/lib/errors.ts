/** A request that cannot be carried out as it was sent; the message says what to send instead. `http/errors.ts` gives each kind its HTTP status. */
export abstract class Refusal extends Error {}

/** Input that cannot be read. */
export class Malformed extends Refusal {}

/** What was asked for does not exist. */
export class NotFound extends Refusal {}

/** It contradicts what is there already. */
export class Conflict extends Refusal {}

/** Input that can be read and makes no sense. */
export class Invalid extends Refusal {}

/** As many requests as may wait or run at once do so already. */
export class Busy extends Refusal {}

/** The sandbox that a request ran in was dropped meanwhile. */
export class Dropped extends Refusal {}

/** A collection has reached its bound. */
export class Full extends Refusal {}
