import { NO_ANSWER } from '../words/outcomes.ts'

type Fields = Readonly<Record<string, unknown>>
type Paint = (text: string) => string

/** The colours of a line; without a terminal they change nothing. */
export interface Colours {
  readonly green: Paint
  readonly red: Paint
  readonly yellow: Paint
  readonly gray: Paint
}

/** What a line says in words, and what follows them as `name=value`, by the names of the journal. */
interface Said {
  readonly words: ReadonlyArray<string | undefined>
  readonly fields: Fields
}

const WARN = 40
const LEVELS: Readonly<Record<number, string>> = { 40: 'WARN', 50: 'ERROR', 60: 'FATAL' }
/** What a line of any kind has, and no reader wants. */
const MACHINERY = ['level', 'time', 'pid', 'hostname', 'msg', 'err']

/** A line of the log for people, but for its time. Nothing of it controls their terminal, whatever a client has sent. */
export function prettyLine (log: Fields, colours: Colours): string {
  const { words, fields } = (sayers[String(log.msg)] ?? sayAnything)(log, colours)
  const level = typeof log.level === 'number' && log.level >= WARN ? colours.yellow(LEVELS[log.level] ?? 'WARN') : undefined
  const rest = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null).map(([name, value]) => `${name}=${valueText(value)}`)
  const line = [level, ...words, ...rest.length === 0 ? [] : [colours.gray(rest.join(' '))]].filter((part) => part !== undefined).join('  ')
  return `${line}${stackOf(log.err)}`
}

const sayers: Readonly<Record<string, (log: Fields, colours: Colours) => Said>> = {
  message: (log, colours) => ({
    words: [outcomeText(log, colours), textOf(log.operation ?? log.face), textOf(log.account), textOf(log.reason)],
    fields: { fault: log.fault, httpStatus: log.httpStatus, duration: log.duration, ...sandboxOf(log), id: log.id }
  }),
  'sms sent': ({ to, code, purpose, account, ...log }) => ({
    words: [`SMS ${code === undefined ? 'sent' : textOf(code)} to ${textOf(to)}`],
    fields: { purpose, account, ...sandboxOf(log) }
  }),
  'no such route': ({ method, path, reason, httpStatus, id, ...log }) => ({
    words: [textOf(reason) ?? `${textOf(method)} ${textOf(path)}`],
    fields: { httpStatus, ...sandboxOf(log), id }
  })
}

const sayAnything = (log: Fields): Said =>
  ({ words: [textOf(log.msg)], fields: Object.fromEntries(Object.entries(log).filter(([name]) => !MACHINERY.includes(name))) })

/** What the journal calls the status; of an answer that a fault broke or replaced, what the client got. */
function outcomeText ({ status, code, httpStatus }: Fields, { green, red, yellow }: Colours): string {
  if (status === 'SUCCEEDED') return green(status)
  if (status === 'FAILED') return red(`${status} ${textOf(code) ?? ''}`.trimEnd())
  return yellow(typeof httpStatus === 'number' ? `HTTP ${httpStatus}` : NO_ANSWER)
}

/** Most people use one sandbox, and know which. */
const sandboxOf = ({ sandbox }: Fields): Fields => sandbox === 'default' ? {} : { sandbox }

const textOf = (value: unknown): string | undefined => value === undefined || value === null ? undefined : plain(String(value))

function valueText (value: unknown): string {
  if (typeof value === 'number') return String(Number.isInteger(value) ? value : Number(value.toFixed(1)))
  const text = plain(typeof value === 'string' ? value : JSON.stringify(value))
  return typeof value === 'string' && /\s/.test(text) ? JSON.stringify(text) : text
}

function stackOf (error: unknown): string {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return ''
  return `\n${String(error.stack).split('\n').map((line) => `  ${plain(line)}`).join('\n')}`
}

/** A text without what controls a terminal. */
const plain = (text: string): string => text.replace(/\p{Cc}/gu, ' ')
