import { KindGuard, type TSchema } from '@sinclair/typebox'
import { ConfigSchema, flagOf } from '../../src/config/schema.ts'
import { code, header, page, row } from './markdown.ts'

/** `docs/configuration.md`: every setting, and how to bring fixtures of one's own. */
export function configurationPage (): string {
  return page('src/config/schema.ts and src/sandbox/settings.ts', [
    '# Configuration',
    '',
    'Every setting is an environment variable and a flag, such as `SEED=42` or `--seed 42`; a flag wins. An empty variable counts',
    'as none. A value that cannot be used stops the start with one line that names it. `npm start -- --help` prints this table.',
    '',
    ...header('variable', 'flag', 'default', 'values', 'meaning'),
    ...Object.entries(ConfigSchema.properties).map(([name, schema]) => settingRow(name, schema)),
    '',
    ADDRESSES,
    '',
    OWN_FIXTURES,
    '',
    ENDING
  ])
}

function settingRow (name: string, schema: TSchema): string {
  const { default: value, description } = schema
  return row(code(name), code(`--${flagOf(name)}`), value === undefined ? 'none' : code(String(value)), valuesOf(schema), String(description))
}

/** What a setting takes, in a few words. */
function valuesOf (schema: TSchema): string {
  if (KindGuard.IsUnion(schema)) return schema.anyOf.filter(KindGuard.IsLiteral).map((literal) => code(String(literal.const))).join(', ')
  if (KindGuard.IsBoolean(schema)) return '`true`, `false`'
  if (KindGuard.IsInteger(schema)) return `${schema.minimum} to ${schema.maximum}`
  return 'text'
}

const ADDRESSES = `## Addresses

- \`HOST=0.0.0.0\`, the default, listens on every IPv4 address. A client that takes \`localhost\` for \`[::1]\`, or reaches the machine
  by IPv6 alone, needs \`HOST=::\`, which listens on the addresses of both.
- \`/admin\` answers to addresses, \`localhost\`, names without a dot, the names of the certificate, and the name by which phones find
  the machine, \`{its name}.local\`. In a container the mock does not know that name: start it with
  \`ADMIN_HOSTS={its name}.local\`.
- Behind a proxy, everything that a browser loads has a relative address, so that any path will do. What the mock *says* of its
  address (\`/admin/sdk-config\`, the servers of the OpenAPI document, exports, \`GET /\`) is that of the request, unless
  \`PUBLIC_URL\` gives the one to say; its host is one that \`/admin\` answers to, its pages may change things there. No header
  such as \`X-Forwarded-Prefix\` is believed, as anybody can send one. \`?origin=\` of \`/admin/sdk-config\` and \`/docs/openapi.json\`
  gives an address for one answer.

\`\`\`nginx
location /mock/ {
  proxy_pass http://127.0.0.1:3000/;   # PUBLIC_URL=https://mocks.example.test/mock npm start
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_buffering off;                 # /admin/events
  proxy_read_timeout 1h;               # hangs and waits
}
\`\`\``

const OWN_FIXTURES = `## Own fixtures

\`FIXTURES\` names a folder with your own accounts, read once at the start:

| in the folder | what it is | when it is missing |
| --- | --- | --- |
| \`accounts.json\` | a list of accounts; only \`id\` is required | the start ends with status 2 |
| \`vehicles.json\` | a list of cars; only \`vin\` is required | every car is an electric one |
| \`scenarios/*.json\` | named sets of faults, one in each file | the bundled scenarios |
| \`keys/*.pem\` | the RSA keys of the server | the bundled keys |

\`\`\`json
[
  { "id": "dora", "trustedPhoneNumber": "+33639980050", "pin": "2468", "devices": [{ "id": "device-1" }] },
  { "id": "emil", "blocked": "AccountBlocked", "devices": [{ "id": "device-1" }] }
]
\`\`\`

What an account leaves out takes the value of an account that works. \`GET /admin/schemas/accounts.json\`,
\`GET /admin/schemas/vehicles.json\` and \`GET /admin/schemas/scenario.json\` are the JSON Schemas, for an editor; a file that cannot be used stops the start with a line
that names the file and the place in it. [Accounts](accounts.md) lists the bundled accounts.

\`\`\`sh
npm start -- --fixtures ./my-fixtures
npm run dev -- --fixtures ./my-fixtures   # starts again, with nothing in memory, whenever one of them changes
docker run --rm -p 3000:3000 -v "$PWD/my-fixtures:/fixtures:ro" -e FIXTURES=/fixtures pims-mock
\`\`\`

With compose:

\`\`\`yaml
services:
  pims-mock:
    environment:
      FIXTURES: /fixtures
    volumes:
      - ./my-fixtures:/fixtures:ro
\`\`\`

The container runs as an ordinary user, who has to be able to read the folder.`

const ENDING = `## How it ends

| what happens | exit status |
| --- | --- |
| SIGTERM, SIGINT, SIGQUIT or SIGUSR2: waits and streams are broken off, the log is written to its end | 0, within a second |
| SIGHUP, as when its terminal is closed: the same | that of the signal, 129 in a shell |
| an error that nobody foresaw, which is the last line of the log | 1 |
| a setting, a file of fixtures or a key that cannot be used | 2 |
| the port is taken | 3 |

SIGUSR1 starts the inspector, as in every Node.js process.`
