import { type Static, Type } from '@sinclair/typebox'
import { BASE_URL } from '../lib/url/base-url.ts'
import { literals } from '../lib/literals.ts'
import { SANDBOX_SETTINGS } from '../sandbox/settings.ts'

/** The settings: each one an environment variable and a flag. */
export const ConfigSchema = Type.Object({
  HOST: Type.String({ default: '0.0.0.0', minLength: 1, description: 'address to listen on; 0.0.0.0 is every one of IPv4, :: of IPv6 and IPv4' }),
  PORT: Type.Integer({ default: 3000, minimum: 0, maximum: 65535, description: 'port to listen on; 0 takes a free one' }),
  HTTPS_PORT: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535, description: 'port to listen on for HTTPS as well; 0 takes a free one; none when absent' })),
  MQTT_PORT: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535, description: 'port to listen on for MQTT as well, with TLS where there is HTTPS_PORT; 0 takes a free one; none when absent' })),
  TLS_CERT: Type.Optional(Type.String({ minLength: 1, description: 'PEM file with the certificate for HTTPS; an own CA makes one when absent' })),
  TLS_KEY: Type.Optional(Type.String({ minLength: 1, description: 'PEM file with the private key of TLS_CERT' })),
  TLS_NAMES: Type.Optional(Type.String({ description: 'more names for the certificate of the own CA, with commas between them' })),
  REQUIRE_CLIENT_CERT: Type.Boolean({ default: false, description: 'whether HTTPS refuses clients without a certificate; /admin/client-cert.pem has one' }),
  LOG_LEVEL: literals(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], { default: 'info', description: 'least level of a log line' }),
  LOG_FORMAT: literals(['auto', 'json', 'pretty'], { default: 'auto', description: 'how the log is written; auto: pretty on a terminal, json elsewhere' }),
  LOG_CODES: Type.Boolean({ default: true, description: 'whether the "sms sent" log line carries the code' }),
  CORS: Type.Boolean({ default: false, description: 'whether pages of any site may use the server, /admin included: for web views' }),
  ADMIN_TOKEN: Type.Optional(Type.String({ minLength: 1, pattern: '^[\\x21-\\x7e]+$', description: 'bearer token that /admin asks for' })),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: BASE_URL, description: 'address that clients reach the server by, where a proxy stands before it, such as https://mocks.example.test/mock' })),
  ADMIN_HOSTS: Type.Optional(Type.String({ description: 'more names that /admin answers to, with commas between them' })),
  FIXTURES: Type.Optional(Type.String({ minLength: 1, description: 'folder with accounts.json; the one that comes along when absent' })),
  MAX_SANDBOXES: Type.Integer({ default: 1000, minimum: 1, maximum: 100000, description: 'sandboxes to keep' }),
  MAX_MEMORY_MB: Type.Integer({ default: 512, minimum: 160, maximum: 1_000_000, description: 'memory of the process in megabytes; what is oldest, largest and idlest is forgotten to stay below, and it bounds the connections' }),
  ...SANDBOX_SETTINGS
})

export type Config = Static<typeof ConfigSchema>

/** The flag of a variable, without the dashes: `sms-code` of `SMS_CODE`. */
export const flagOf = (name: string): string => name.toLowerCase().replaceAll('_', '-')
