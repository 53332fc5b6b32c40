import type { ToolAnnotations } from '@modelcontextprotocol/server'
import type { Static, TObject } from '@sinclair/typebox'
import type { SandboxClient } from '../client/sandbox-client.ts'

/** What is fixed when the server is registered: no tool takes it. */
export interface Registration {
  readonly sandbox: SandboxClient
  /** A sandbox that nobody else has, of the same server. */
  readonly fresh: () => SandboxClient
  /** What starts a mock, in a shell. */
  readonly start: string
  /** Whether requests are shown with their codes, PINs and tokens. */
  readonly secrets: boolean
  /** What the matrix runs; there is no such tool, nor any that reads files, where it is absent. */
  readonly command?: readonly [string, ...string[]]
}

/** One call of a tool. */
export interface ToolCall extends Registration {
  /** Aborts when whoever called is not interested any more, or has gone. */
  readonly signal: AbortSignal
  /** Says how far a long call is, to those who have asked for it. */
  readonly progress: (done: number, total: number, message: string) => Promise<void>
}

/** A tool for an agent. */
export interface Tool<Input extends TObject = TObject> {
  /** verb_noun; hosts add the name of the server. */
  readonly name: string
  readonly description: string
  readonly input: Input
  readonly annotations: ToolAnnotations
  /** Whether an aborted call still has to take away what it has started. */
  readonly takesAway?: boolean
  /** @returns what is shown as JSON. @throws Error whose message says what to do instead */
  readonly run: (input: Static<Input>, call: ToolCall) => Promise<unknown>
}

/** A tool whose input nobody has to know but itself. */
export interface AnyTool extends Pick<Tool, 'name' | 'takesAway'> {
  /** Hands it over with the type of its input. */
  readonly register: (registrar: Registrar) => void
}

/** Takes tools of any input. */
export interface Registrar {
  readonly add: <Input extends TObject>(tool: Tool<Input>) => void
}

export const tool = <Input extends TObject>(own: Tool<Input>): AnyTool => ({ ...own, register: ({ add }) => add(own) })

/** Annotations of a tool that changes nothing. */
export const READING: ToolAnnotations = { readOnlyHint: true, openWorldHint: false }
/** Annotations of one that changes the sandbox, and takes nothing away that was not put there for a test. */
export const CHANGING: ToolAnnotations = { destructiveHint: false, openWorldHint: false }
