declare module 'swagger-ui-dist/swagger-ui-bundle.js' {
  /** What Swagger UI holds its data in: maps of Immutable.js, as far as they are read here. */
  export interface Held {
    get (key: string): unknown
    getIn (path: readonly string[]): unknown
    readonly size: number
  }

  /** A list of Immutable.js. */
  export interface HeldList<Item> extends Held {
    filter (keeps: (item: Item) => boolean): HeldList<Item>
  }

  /** A map of Immutable.js. */
  export interface HeldMap<Value> extends Held {
    map (change: (value: Value) => Value): HeldMap<Value>
    filter (keeps: (value: Value) => boolean): HeldMap<Value>
  }

  /** The operations of a tag. */
  export interface HeldTag extends Held {
    update (key: 'operations', change: (operations: HeldList<Held>) => HeldList<Held>): HeldTag
    get (key: 'operations'): HeldList<Held>
  }

  interface System {
    preauthorizeApiKey (scheme: string, value: string): void
  }

  interface Options {
    readonly url: string
    readonly domNode: Element | null
    readonly deepLinking: boolean
    readonly defaultModelsExpandDepth: number
    readonly displayRequestDuration: boolean
    readonly docExpansion: 'list' | 'full' | 'none'
    readonly filter: boolean
    readonly onComplete: () => void
    readonly operationsSorter: (one: Held, other: Held) => number
    readonly tagsSorter: (one: string, other: string) => number
    readonly plugins: ReadonlyArray<{ readonly fn: { readonly opsFilter: (tags: HeldMap<HeldTag>, phrase: string) => HeldMap<HeldTag> } }>
    readonly tryItOutEnabled: boolean
    readonly validatorUrl: null
  }

  export default function SwaggerUI (options: Options): System
}
