import { AbstractStartedContainer, GenericContainer, type StartedTestContainer, Wait } from 'testcontainers'
import { connect, type Mock } from '../client/connect.ts'
import { settingNames, type SandboxInfo, type Settings } from '../client/contract.ts'
import { expectOptions } from '../client/expect-options.ts'
import type { SandboxClient } from '../client/sandbox-client.ts'
import { environmentOf } from './environment.ts'

const PORT = 3000

/** The server in a container. */
export class PimsMockContainer extends GenericContainer {
  #adminToken: string | undefined

  /** @param image the name that the image was built by; none is published */
  constructor (image = 'pims-mock') {
    super(image)
    this.withExposedPorts(PORT).withWaitStrategy(Wait.forLogMessage('pims-mock ready'))
  }

  /** Settings of the server, by their names in camel case. @throws TypeError for one that there is not */
  withSettings (settings: Readonly<Omit<Settings, 'host' | 'port'>>): this {
    expectOptions<Settings>('withSettings', settings, settingNames)
    this.#adminToken = settings.adminToken
    return this.withEnvironment(environmentOf(settings))
  }

  override async start (): Promise<StartedPimsMockContainer> {
    return new StartedPimsMockContainer(await super.start(), this.#adminToken)
  }
}

/** A running container, with the client of the server in it. */
export class StartedPimsMockContainer extends AbstractStartedContainer implements Mock {
  readonly url: string
  readonly #mock: Mock

  constructor (container: StartedTestContainer, adminToken?: string) {
    super(container)
    this.url = `http://${container.getHost()}:${container.getMappedPort(PORT)}`
    this.#mock = connect(this.url, { adminToken })
  }

  sandbox (id?: string): SandboxClient {
    return this.#mock.sandbox(id)
  }

  async sandboxes (): Promise<SandboxInfo[]> {
    return await this.#mock.sandboxes()
  }

  async caCertificate (): Promise<string> {
    return await this.#mock.caCertificate()
  }
}
