import { labelOf } from '../../src/codes/catalogue.ts'
import { codesMet } from '../../src/pims/codes-met.ts'
import { type Account, completeAccount } from '../../src/sandbox/accounts/account.ts'
import { code, header, page, row } from './markdown.ts'

const NONE = '–'

/** `docs/accounts.md`: the bundled accounts, and what is particular about each. */
export function accountsPage (accounts: Iterable<Account>): string {
  return page('fixtures/accounts.json', [
    '# Accounts',
    '',
    'Every sandbox starts with these accounts. The id is the account\'s bearer token; the PIN is what its devices enrol and draw',
    'one-time passwords with; the password is what users of FCA\'s brands sign in with, and any is right where there is none.',
    '',
    'Phone numbers are the French regulator\'s for fiction, 06 39 98, which no phone in France has. Libraries that check numbers',
    'on phones call them invalid, so an app that checks refuses them before it asks the mock. With `NUMBERS=valid` the accounts have',
    'numbers that every library takes for a mobile: `+49 171 392` and the same last four digits, `+491713920001` for alice. These are',
    'the German regulator\'s for films (notice 148/2021), which reach nobody either; an app that takes French numbers only has no such',
    'family to use.',
    '',
    'The last two columns say what is not in order: the field that differs from an account that works, and the code that',
    '`set.smscode.modifyPhoneNumber` therefore answers. [Support](support.md) lists the codes of every operation.',
    '',
    ...header('id and token', 'login', 'trusted number', 'PIN', 'password', 'devices', 'car', 'state', 'modifyPhoneNumber'),
    ...[...accounts].map(accountRow),
    '',
    'Any account can be put into any state, `PATCH /admin/accounts/alice` with `{"blocked": "PinBlocked"}` for instance, and new',
    'ones are made with `PUT /admin/accounts/{id}`: what is left out takes the value of an account that works.',
    '`GET /admin/accounts/{id}` says which codes an account meets by its state (`meets`), and with `?secrets=true` its PIN and password.',
    '[Configuration](configuration.md#own-fixtures) says how to start with accounts of your own.',
    '',
    '## Cars',
    '',
    'Whose a car is says the account (`vehicles`); two accounts with one VIN share it. The car of `alice` is electric, that of `bob`',
    'a hybrid, that of `carol` thermic (`fixtures/vehicles.json`); any other VIN is an electric car: 80 % charged, plugged in, locked,',
    'awake, with every remote service.',
    '',
    '```console',
    '$ curl -s localhost:3000/admin/accounts/alice/vehicles/VR3UHZKXZL0000001',
    '{"vin":"VR3UHZKXZL0000001","label":"Electric car of alice","energy":"electric","battery":{"level":80,"autonomy":267,"capacity":50000}, …',
    '$ curl -s -X PATCH -H \'Content-Type: application/json\' -d \'{"battery":{"level":20},"charging":{"status":"InProgress"}}\' localhost:3000/admin/accounts/alice/vehicles/VR3UHZKXZL0000001',
    '```',
    '',
    'PATCH is a JSON merge patch; what follows from a field follows it (the autonomy from the level, the plug from the status of the',
    'charge). A charge raises the level as the time of the sandbox passes (`PUT /admin/clock` with `{"advance": "PT2H"}`), ends with',
    '`remoteChargeFinished`, and says `remoteChargeInterrupted` where it is cut off before; `delayedTo` is the time of the day (UTC) at',
    'which a stopped one begins. `asleep: true` is a car that a remote command wakes first, `speed` above 0 one that refuses most of',
    'them, `services` what its owner has, `timing` how long the steps of a command take. PUT gives an account one more car, DELETE takes',
    'one away, `POST …/reset` puts one back to the fixtures. Cars and commands under way are in snapshots, and events of',
    '`GET /admin/events` (`vehicle`, `command`).'
  ])
}

function accountRow (account: Account): string {
  const { id, login, trustedPhoneNumber, pin, password, devices, vehicles } = account
  return row(code(id), login, trustedPhoneNumber ?? NONE, pin ?? NONE, password ?? NONE, devices.map((device) => code(device.id)).join(', ') || NONE,
    vehicles.map(({ vin }) => vin).join(', ') || NONE, stateOf(account).join(', ') || 'in order', answerOf(account))
}

/** What differs from an account whose strong authentication is in order: fields, and that there is no device. */
function stateOf (account: Account): string[] {
  const { id, blocked, devices, inwebo, application, family, gigya } = account
  const usual = completeAccount({ id, devices: devices.map(({ id }) => ({ id })), ...family !== undefined && { family } }, 0)
  return [
    ...devices.length === 0 ? ['no device'] : [],
    ...[
      ...differences('', { blocked }, { blocked: usual.blocked }),
      ...family === undefined ? [] : [`family: ${family}`],
      ...differences('gigya.', gigya ?? {}, usual.gigya ?? {}),
      ...differences('inwebo.', inwebo, usual.inwebo),
      ...differences('application.', application, usual.application),
      ...devices.filter(({ enabled }) => !enabled).map((device) => `${device.id}.enabled: false`)
    ].map(code)
  ]
}

const differences = (prefix: string, actual: object, usual: object): string[] => {
  const expected = new Map<string, unknown>(Object.entries(usual))
  return Object.entries(actual).filter(([field, value]) => String(value) !== String(expected.get(field))).map(([field, value]) => `${prefix}${field}: ${String(value)}`)
}

/** The code that the account's own state causes, with its label: the first of those that the console and the login page show. */
function answerOf (account: Account): string {
  const [met] = codesMet(account)
  return met === undefined ? 'succeeds' : `${met.code} ${labelOf(met.code, '2.3').trim()}`
}
