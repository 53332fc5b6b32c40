import { clearTimeout, setTimeout } from '../../lib/timers.ts'
import type { Clock } from './clock.ts'
import type { MemoryShare } from '../memory/memory.ts'

/** Something that is to happen: data, so that it can be shown, and saved in a snapshot. */
export interface Appointment {
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly dueAt: number
}

/** What an agenda does with its appointments. */
export interface AgendaOptions<Entry extends Appointment> {
  /** How many it takes: of more, the one due last gives way. */
  readonly capacity: number
  /** Bytes of memory that one takes. */
  readonly weight: number
  /** Called with an appointment at its time, or later where the clock was moved past it. */
  readonly happen: (entry: Entry) => void
  /** Called with an appointment that gives way to others. */
  readonly giveWay?: (entry: Entry) => void
}

/** An agenda, whatever its appointments are about. */
type AnyAgenda = Pick<Agenda<Appointment>, 'nextAt' | 'runNext' | 'clear' | 'close'>

/** The longest time that a timer of Node.js takes, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1

/** What is to happen later in one sandbox, by its clock: the agendas of those who have something to do, and one timer for all. */
export class Schedule {
  readonly #clock: Pick<Clock, 'now' | 'frozen'>
  readonly #memory: MemoryShare
  readonly #agendas: AnyAgenda[] = []
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor (clock: Pick<Clock, 'now' | 'frozen'>, memory: MemoryShare) {
    this.#clock = clock
    this.#memory = memory
  }

  /** An agenda of its own for one kind of appointments; of two agendas, what is due at one moment happens first in the older. */
  agenda<Entry extends Appointment> (options: AgendaOptions<Entry>): Agenda<Entry> {
    const agenda = new Agenda(options, this.#memory, () => this.#setTimer())
    if (this.#isClosed) agenda.close()
    else this.#agendas.push(agenda)
    return agenda
  }

  /** Whether a moment has come, in milliseconds since 1970. */
  isPast (moment: number): boolean {
    return moment <= this.#clock.now()
  }

  /** Lets happen what is due by now, in the order of its times; called by the timer, by who looks, and whenever the clock has been moved. */
  runDue (): void {
    let next = this.#next()
    if (next === undefined) return
    const now = this.#clock.now()
    for (; next !== undefined && next.nextAt <= now; next = this.#next()) next.runNext()
    this.#setTimer()
  }

  /** Takes back all appointments. */
  clear (): void {
    for (const agenda of this.#agendas) agenda.clear()
  }

  /** Takes back all appointments, and takes no more: the sandbox is gone. */
  close (): void {
    this.#isClosed = true
    for (const agenda of this.#agendas) agenda.close()
  }

  /** The agenda with the appointment that is due next. */
  #next (): AnyAgenda | undefined {
    return this.#agendas.reduce<AnyAgenda | undefined>((next, agenda) => agenda.nextAt < (next?.nextAt ?? Infinity) ? agenda : next, undefined)
  }

  /** Sets the timer for what is due next, while time passes. */
  #setTimer (): void {
    clearTimeout(this.#timer)
    const next = this.#next()
    if (next === undefined || this.#clock.frozen) return
    this.#timer = setTimeout(() => this.runDue(), Math.min(next.nextAt - this.#clock.now(), LONGEST_TIMER))
    this.#timer.unref()
  }
}

/** The appointments of one kind, the next first. */
export class Agenda<Entry extends Appointment> {
  readonly #options: AgendaOptions<Entry>
  readonly #memory: MemoryShare
  readonly #changed: () => void
  #capacity: number
  #entries: Entry[] = []

  /** @param changed called when another appointment may be the next */
  constructor (options: AgendaOptions<Entry>, memory: MemoryShare, changed: () => void) {
    this.#options = options
    this.#capacity = options.capacity
    this.#memory = memory
    this.#changed = changed
  }

  /** The appointments, the next first; of those due at one moment, the one made first. */
  get entries (): readonly Entry[] {
    return this.#entries
  }

  /** When the next is due, in milliseconds since 1970; `Infinity` where there is none. */
  get nextAt (): number {
    return this.#entries[0]?.dueAt ?? Infinity
  }

  /** Makes an appointment. */
  add (entry: Entry): void {
    this.#entries.splice(this.#entries.findLastIndex(({ dueAt }) => dueAt <= entry.dueAt) + 1, 0, entry)
    this.#memory.add(this.#options.weight)
    if (this.#entries.length > this.#capacity) {
      const last = this.#entries.pop()
      this.#memory.add(-this.#options.weight)
      if (last !== undefined) this.#options.giveWay?.(last)
    }
    this.#changed()
  }

  /** Takes back an appointment; nothing where it was not made, or has happened. */
  remove (entry: Entry): void {
    const index = this.#entries.indexOf(entry)
    if (index === -1) return
    this.#entries.splice(index, 1)
    this.#memory.add(-this.#options.weight)
    this.#changed()
  }

  /** Lets the next appointment happen, whatever its time. */
  runNext (): void {
    const entry = this.#entries.shift()
    if (entry === undefined) return
    this.#memory.add(-this.#options.weight)
    this.#options.happen(entry)
  }

  /** Takes back all appointments, and answers them. */
  clear (): readonly Entry[] {
    const taken = this.#entries
    this.#entries = []
    this.#memory.add(-this.#options.weight * taken.length)
    this.#changed()
    return taken
  }

  /** Takes back all appointments, and takes no more. */
  close (): void {
    this.#capacity = 0
    this.clear()
  }
}
