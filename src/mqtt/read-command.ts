import { isObject, tryParse } from '../lib/json.ts'
import type { Command } from '../vehicles/carry-out.ts'
import { DAYS, type Program, type Service } from '../wire/vehicle.ts'
import { CommandRefused } from './refused.ts'
import { RETURN_CODES } from './return-codes.ts'

const refuse = (message: string): never => { throw new CommandRefused(RETURN_CODES.notUnderstood, message) }

/** The payload of a command, as far as it is an object of JSON. */
export function readPayload (payload: string): Readonly<Record<string, unknown>> | undefined {
  const value = tryParse(payload)
  return isObject(value) ? value : undefined
}

/** What a car is told, of the `req_parameters` of a command. @throws CommandRefused */
export function readCommand (service: Service, parameters: unknown): Command {
  if (!isObject(parameters)) return refuse('req_parameters is not an object')
  const { action, type, asap } = parameters
  switch (service) {
    case 'wakeUp':
      return action === 'state' ? { service } : refuse(`req_parameters.action should be "state", not ${shown(action)}`)
    case 'doors':
      return { service, lock: oneOf('action', action, 'lock', 'unlock') }
    case 'horn':
      checkActivate(action)
      checkNumber('nb_horn', parameters.nb_horn)
      return { service }
    case 'lights':
      checkActivate(action)
      checkNumber('duration', parameters.duration)
      return { service }
    case 'charge':
      return { service, start: oneOf('type', type, 'immediate', 'delayed'), ...readDelay(parameters.program) }
    case 'preconditioning':
      return { service, start: oneOf('asap', asap, 'activate', 'deactivate'), ...parameters.programs !== undefined && { programs: readPrograms(parameters.programs) } }
  }
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 100)

/** Whether a word is the first of two. @throws CommandRefused */
function oneOf (name: string, word: unknown, yes: string, no: string): boolean {
  if (word !== yes && word !== no) return refuse(`req_parameters.${name} should be "${yes}" or "${no}", not ${shown(word)}`)
  return word === yes
}

function checkActivate (action: unknown): void {
  if (action !== 'activate') refuse(`req_parameters.action should be "activate", not ${shown(action)}`)
}

/** Clients send numbers as such or as text. */
const isWhole = (value: unknown): boolean => typeof value === 'number' ? Number.isInteger(value) && value >= 0 : typeof value === 'string' && /^\d{1,9}$/.test(value)

function checkNumber (name: string, value: unknown): void {
  if (!isWhole(value)) refuse(`req_parameters.${name} should be a whole number, or one as text, not ${shown(value)}`)
}

/** A time of the day; 34 is an hour of clients that have set none. */
function readTime (value: Readonly<Record<string, unknown>>): { readonly hour: number, readonly minute: number } | undefined {
  const { hour, minute } = value
  if (!isWhole(hour) || !isWhole(minute)) return refuse(`hour and minute should be whole numbers, not ${shown({ hour, minute })}`)
  return Number(hour) > 23 || Number(minute) > 59 ? undefined : { hour: Number(hour), minute: Number(minute) }
}

function readDelay (program: unknown): { readonly delayedTo?: string } {
  if (program === undefined || program === null) return {}
  if (!isObject(program)) return refuse(`req_parameters.program should be {"hour","minute"}, not ${shown(program)}`)
  const time = readTime(program)
  return time === undefined ? {} : { delayedTo: `PT${time.hour}H${time.minute}M` }
}

/** `program1` to `program4`, as clients send them and a car tells them; one without a time of the day is none. */
function readPrograms (programs: unknown): Program[] {
  if (!isObject(programs)) return refuse(`req_parameters.programs should be {"program1": …}, not ${shown(programs)}`)
  return Object.entries(programs).flatMap(([name, program]) => {
    const slot = Number(/^program([1-4])$/.exec(name)?.[1])
    if (Number.isNaN(slot)) return refuse(`req_parameters.programs has "${name.slice(0, 50)}": it takes program1 to program4`)
    if (!isObject(program) || !Array.isArray(program.day)) return refuse(`${name} should be {"day":[0,0,0,0,0,0,0],"hour":7,"minute":30,"on":1}, not ${shown(program)}`)
    const time = readTime(program)
    const { day, on } = program
    return time === undefined ? [] : [{ slot, ...time, enabled: isOn(on), days: DAYS.filter((_, index) => isOn(day[index])) }]
  })
}

const isOn = (value: unknown): boolean => value === 1 || value === '1' || value === true

/** Hour and minute of a programme that is not set. */
const UNSET = { hour: 34, minute: 7 }

/** The programmes of a car in the form of clients: all four, those without a time at an hour that there is not. */
export function writePrograms (programs: readonly Program[]): Readonly<Record<string, object>> {
  return Object.fromEntries([1, 2, 3, 4].map((slot) => {
    const program = programs.find((one) => one.slot === slot)
    const { hour, minute } = program ?? UNSET
    return [`program${slot}`, { day: DAYS.map((day) => program?.days.includes(day) === true ? 1 : 0), hour, minute, on: program?.enabled === true ? 1 : 0 }]
  }))
}
