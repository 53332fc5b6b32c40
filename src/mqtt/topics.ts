import type { Account } from '../sandbox/accounts/account.ts'
import type { Service } from '../wire/vehicle.ts'
import { MAX_TOPIC } from './bounds.ts'
import { TopicRefused } from './refused.ts'

const ROOT = 'psa/RemoteServices'

/** The last part of the topic of each command. */
const COMMANDS: Readonly<Record<string, Service>> = {
  'VehCharge/state': 'wakeUp',
  VehCharge: 'charge',
  Doors: 'doors',
  ThermalPrecond: 'preconditioning',
  Lights: 'lights',
  Horn: 'horn'
}
const NAMES: ReadonlyMap<Service, string> = new Map(Object.entries(COMMANDS).map(([name, service]) => [service, name]))

type Owner = Pick<Account, 'id' | 'customerId' | 'vehicles'>

const commandsOf = ({ customerId }: Owner): string => `${ROOT}/from/cid/${customerId}`
const answersOf = ({ customerId }: Owner): string => `${ROOT}/to/cid/${customerId}`

/** Where the answers to a command go. */
export const answerTopic = (account: Owner, service: Service): string => `${answersOf(account)}/${NAMES.get(service) ?? service}`

const EVENTS = `${ROOT}/events/MPHRTServices/`

/** Filters for the events of all cars; who has them gets those of the own cars alone. */
const ALL_EVENTS: ReadonlySet<string> = new Set([`${EVENTS}#`, `${EVENTS}+`])

/** Where a car tells of itself. */
export const eventTopic = (vin: string): string => `${EVENTS}${vin}`

/** Whether an account may hear what is published to a topic that one of its filters matches. */
export const mayHear = ({ vehicles }: Pick<Owner, 'vehicles'>, topic: string): boolean =>
  !topic.startsWith(EVENTS) || vehicles.some(({ vin }) => topic === eventTopic(vin))

/** Which command an account sends by publishing to a topic. @throws TopicRefused */
export function serviceOfTopic (account: Owner, topic: string): Service {
  checkForm(topic)
  const own = `${commandsOf(account)}/`
  if (!topic.startsWith(own)) throw new TopicRefused(`${account.id} may not publish to "${topic}", only to ${own}…`)
  const service = Object.hasOwn(COMMANDS, topic.slice(own.length)) ? COMMANDS[topic.slice(own.length)] : undefined
  if (service === undefined) throw new TopicRefused(`"${topic}" is the topic of no command: after ${own} comes one of ${Object.keys(COMMANDS).join(', ')}`)
  return service
}

/** Checks that an account may subscribe to a filter: to its answers and its cars, and to nothing that reaches beyond. @throws TopicRefused */
export function checkFilter (account: Owner, filter: string): void {
  checkForm(filter)
  const levels = filter.split('/')
  if (levels.some((level, index) => /[#+]/.test(level) && (level.length > 1 || (level === '#' && index < levels.length - 1)))) {
    throw new TopicRefused(`"${filter}" is not a topic filter: + and # stand alone between two /, and # at the end`)
  }
  const own = [answersOf(account), ...account.vehicles.map(({ vin }) => eventTopic(vin))]
  if (!ALL_EVENTS.has(filter) && !own.some((topic) => filter === topic || filter.startsWith(`${topic}/`))) {
    throw new TopicRefused(`${account.id} may not subscribe to "${filter}", only to ${answersOf(account)}/# and ${account.vehicles.length === 0 ? 'no car, as it has none' : own.slice(1, 4).join(', ')}`)
  }
}

/** @throws TopicRefused */
function checkForm (topic: string): void {
  if (topic.length > MAX_TOPIC) throw new TopicRefused(`a topic has ${topic.length} characters; ${MAX_TOPIC} are the most`)
  if (topic.includes('\0')) throw new TopicRefused('a topic has the character U+0000, which MQTT forbids')
}

/** Whether a topic filter matches a topic. */
export function matchesFilter (filter: string, topic: string): boolean {
  const wanted = filter.split('/')
  const levels = topic.split('/')
  const end = wanted.indexOf('#')
  const fixed = end === -1 ? wanted : wanted.slice(0, end)
  if (end === -1 ? levels.length !== fixed.length : levels.length < fixed.length) return false
  return fixed.every((level, index) => level === '+' || level === levels[index])
}
