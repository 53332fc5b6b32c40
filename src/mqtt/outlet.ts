/** A message that the broker is to publish. */
export interface Outgoing {
  readonly topic: string
  readonly payload: string
  /** Id of the operation that it is about; `undefined` for what a car tells of itself. */
  readonly operation: string | undefined
  /** Id of the account that it is for; `undefined` for whoever has the car. */
  readonly account: string | undefined
  /** What it says that a command failed with. */
  readonly code: string | undefined
}

/** What leaves a sandbox over MQTT; lost as long as there is no broker that takes it. */
export class Outlet {
  /** Publishes a message; set by the broker. */
  publish: (publication: Outgoing) => void = () => {}

  /** The broker stays. */
  reset (): void {}
}
