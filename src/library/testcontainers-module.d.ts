// What src/library/testcontainers.ts uses of Testcontainers, which is too large to install for it. The package check compiles
// the published types against the real ones.
declare module 'testcontainers' {
  export interface StartedTestContainer {
    getHost (): string
    getMappedPort (port: number): number
    stop (): Promise<unknown>
  }

  export interface WaitStrategy {
    waitUntilReady (...args: readonly unknown[]): Promise<void>
  }

  export const Wait: { forLogMessage (message: string): WaitStrategy }

  export class GenericContainer {
    constructor (image: string)
    withExposedPorts (port: number): this
    withWaitStrategy (strategy: WaitStrategy): this
    withEnvironment (environment: Record<string, string>): this
    start (): Promise<StartedTestContainer>
  }

  export class AbstractStartedContainer {
    constructor (container: StartedTestContainer)
    getHost (): string
    getMappedPort (port: number): number
    stop (): Promise<unknown>
  }
}
