import { randomUUID } from 'node:crypto'
import type { SandboxInfo } from './contract.ts'
import { expectOptions } from './expect-options.ts'
import { Http } from './http.ts'
import { SandboxClient } from './sandbox-client.ts'

/** How to connect. */
export interface ConnectOptions {
  /** What the server was given as ADMIN_TOKEN. */
  readonly adminToken?: string | undefined
}

/** A running server. */
export interface Mock {
  /** `http://localhost:3000` */
  readonly url: string
  /** A sandbox of its own; one of that id, which is made on first use, where an id is given. @throws TypeError for what cannot be an id */
  sandbox (id?: string): SandboxClient
  /** The sandboxes that there are, the most recently used first. */
  sandboxes (): Promise<SandboxInfo[]>
  /** The certificate of the server's own CA, in PEM. @throws MockError where it has none */
  caCertificate (): Promise<string>
}

const SANDBOX_ID = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/

/**
 * A client of a server that runs elsewhere.
 *
 * @param url such as `http://localhost:3000`; the URL of a sandbox, `http://localhost:3000/sandbox/my-test`, stands for that
 * one: `sandbox()` without an id is it
 */
export function connect (url: string, options: ConnectOptions = {}): Mock {
  expectOptions('connect', options, { adminToken: true })
  const { adminToken } = options
  const [, server = '', fixed] = /^(https?:\/\/.+?)(?:\/sandbox\/([A-Za-z0-9._-]{1,64}))?\/*$/.exec(url) ?? []
  if (server === '' || /\/sandbox(\/|$)/.test(server)) throw new TypeError(`"${url}" is not the URL of a server. It is like http://localhost:3000, or http://localhost:3000/sandbox/my-test.`)
  const http = new Http(server, adminToken === undefined ? {} : { authorization: `Bearer ${adminToken}` })
  return {
    url: http.url,
    sandbox: (id = fixed ?? `test-${randomUUID()}`) => {
      if (!SANDBOX_ID.test(id)) throw new TypeError(`"${id}" is not a valid sandbox id. Use 1 to 64 letters, digits, dots, hyphens and underscores.`)
      return new SandboxClient(http, id)
    },
    sandboxes: async () => (await http.admin<{ sandboxes: SandboxInfo[] }>('GET', 'sandboxes')).sandboxes,
    caCertificate: () => http.admin('GET', 'ca.pem')
  }
}
