import { batch, computed, effect, signal } from '@preact/signals'
import { en, type Words } from '../words/en.ts'
import { formatters } from '../words/format.ts'
import { isRunning } from './derive.ts'
import { language } from './prefs.ts'
import { readRoute, sandboxOf } from './route.ts'
import { emptyWorld, type World } from './world.ts'

const { server: noServer, isCut: noneCut, sms: noSms, entries: noEntries, faults: noFaults, scenarios: noScenarios, accounts: noAccounts, clock: noClock, contract: noContract, met: noneMet } = emptyWorld

export const server = signal(noServer)
export const isCut = signal(noneCut)
export const sms = signal(noSms)
export const entries = signal(noEntries)
export const faults = signal(noFaults)
export const scenarios = signal(noScenarios)
export const accounts = signal(noAccounts)
export const clock = signal(noClock)
export const contract = signal(noContract)
export const met = signal(noneMet)
export const documented = signal(0)
/** Whether a first snapshot has come. */
export const loaded = signal(false)

/** All that is known now, at once. */
export const currentWorld = (): World => ({
  server: server.peek(), isCut: isCut.peek(), sms: sms.peek(), entries: entries.peek(), faults: faults.peek(), scenarios: scenarios.peek(), accounts: accounts.peek(), clock: clock.peek(), contract: contract.peek(), met: met.peek(), documented: documented.peek()
})

/** Shows another world; what is the same object draws nothing. */
export function showWorld (world: World): void {
  batch(() => {
    server.value = world.server
    isCut.value = world.isCut
    sms.value = world.sms
    entries.value = world.entries
    faults.value = world.faults
    scenarios.value = world.scenarios
    accounts.value = world.accounts
    clock.value = world.clock
    contract.value = world.contract
    met.value = world.met
    documented.value = world.documented
    loaded.value = true
  })
}

/** How the page stands with the server. */
export type Link = { readonly is: 'connecting' | 'live' | 'lost' } | { readonly is: 'token', readonly wrong: boolean } | { readonly is: 'refused', readonly message: string }

export const link = signal<Link>({ is: 'connecting' })
export const isLive = computed(() => link.value.is === 'live')

/** The sandbox that the page is about. */
export const sandbox = sandboxOf(location.pathname)

export const route = signal(readRoute(location.hash))
addEventListener('hashchange', () => { route.value = readRoute(location.hash) })

const french = signal<Words | undefined>(undefined)
const texts = signal<typeof import('../words/translate.ts') | undefined>(undefined)

/** Loads the words of the language that is chosen. */
export async function loadWords (): Promise<void> {
  if (language.value === 'fr') french.value ??= (await import('../words/fr.ts')).fr
}

/** Loads what the server says in that language, which can wait. */
async function loadTexts (): Promise<void> {
  if (language.value === 'fr') texts.value ??= await import('../words/translate.ts')
}
effect(() => { loadWords().then(loadTexts).catch(() => {}) })

/** Goes to another route in place of this one, at once, so that a field that the route holds keeps what is typed. */
export function narrowTo (hash: string): void {
  history.replaceState(null, '', hash)
  route.value = readRoute(hash)
}

export const words = computed((): Words => language.value === 'fr' ? french.value ?? en : en)

/** What the server says in English, in the language of the page; nothing where the page does not know it. */
export const translated = (text: string): string | undefined => language.value === 'fr' ? texts.value?.inFrench(text) : text

/** The same, or else the English: where no element can say which language it is. */
export const said = (text: string): string => translated(text) ?? text
export const format = computed(() => formatters(language.value === 'fr' && navigator.languages[0]?.startsWith('fr') !== true ? 'fr-FR' : navigator.languages.find((tag) => tag.startsWith(language.value)) ?? language.value))

/** The scenario whose faults are on. */
export const running = computed(() => scenarios.value.find((scenario) => isRunning(scenario, faults.value)))
