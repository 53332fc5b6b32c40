import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { parseAllDocuments } from 'yaml'
import { readConfig } from '../../src/config/read-config.ts'
import { VERSION } from '../../src/version.ts'
import { listen } from '../clients/support/server.ts'
import { run } from '../clients/support/tools.ts'
import { start } from '../support/start.ts'

type Environment = Readonly<Record<string, string | number>>
interface GitHub { jobs: { test: { services: Record<string, { image: string, env: Environment, ports: string[] }>, env: Environment } } }
interface GitLab { test: { services: Array<{ name: string, alias: string, variables: Environment }>, variables: Environment } }
interface Compose { services: { 'pims-mock': { image: string, environment: Environment }, tests: { environment: Environment, depends_on: Record<string, { condition: string }> } } }
interface Container {
  image: string
  env: ReadonlyArray<{ name: string, value: string }>
  ports: ReadonlyArray<{ name: string, containerPort: number }>
  readinessProbe: { httpGet: { path: string, port: string } }
}
interface Deployment { spec: { replicas: number, selector: { matchLabels: object }, template: { metadata: { labels: object }, spec: { containers: [Container] } } } }
interface Service { metadata: { name: string }, spec: { selector: object, ports: ReadonlyArray<{ port: number, targetPort: string }> } }

const page = readFileSync('docs/ci.md', 'utf8')
const dockerfile = readFileSync('Dockerfile', 'utf8')

/** The documents of the file below a heading of the page. */
function documents (heading: string): unknown[] {
  const [, text = ''] = new RegExp(`^## ${heading}\\n(?:(?!^## )[^])*?\`\`\`yaml\\n([^]*?)\`\`\``, 'm').exec(page) ?? []
  return parseAllDocuments(text, { stringKeys: true }).map((document) => {
    if (document.errors.length + document.warnings.length > 0) throw new Error(`${heading}: ${String([...document.errors, ...document.warnings])}`)
    return document.toJS() as unknown
  })
}

const [github] = documents('GitHub') as [GitHub]
const [gitlab] = documents('GitLab') as [GitLab]
const [compose] = documents('Compose') as [Compose]
const [deployment, service] = documents('Kubernetes') as [Deployment, Service]

const [container] = deployment.spec.template.spec.containers
const onGitHub = github.jobs.test.services['pims-mock']
const [onGitLab] = gitlab.test.services
const inCompose = compose.services['pims-mock']
const inKubernetes = Object.fromEntries(container.env.map(({ name, value }) => [name, value]))

/** The port that the image says it listens on. */
const port = Number(/^EXPOSE (\d+)$/m.exec(dockerfile)?.[1])

t.test('every file takes the image that the page builds, in the version of this package', async (t) => {
  const [, built] = /docker build -t (\S+)/.exec(page) ?? []
  t.match(built, new RegExp(`:${VERSION.replaceAll('.', '\\.')}$`))
  t.strictSame([onGitHub?.image, onGitLab?.name, inCompose.image, container.image], Array(4).fill(built))
})

t.test('what a file sets is a setting, with a value that the server takes', async (t) => {
  for (const environment of [onGitHub?.env, onGitLab?.variables, inCompose.environment, inKubernetes]) {
    const given = Object.fromEntries(Object.entries(environment ?? {}).map(([name, value]) => [name, String(value)]))
    const config = readConfig(given)
    for (const [name, value] of Object.entries(given)) t.match(config, { [name]: name === 'SEED' ? Number(value) : value })
  }
})

t.test('the port is that of the image, which listens there by default', async (t) => {
  t.match(readConfig({}), { PORT: port })
  t.strictSame(onGitHub?.ports, [`${port}:${port}`])
  t.match(container.ports, [{ name: 'http', containerPort: port }])
  t.match(service.spec.ports, [{ port, targetPort: 'http' }])
})

t.test('the tests ask the name that the mock has there, and its admin API answers to that', async (t) => {
  const { app } = await start(t, { ADMIN_HOSTS: inKubernetes.ADMIN_HOSTS ?? '' })
  const urls = {
    GitHub: [github.jobs.test.env.PIMS_MOCK_URL, 'localhost'],
    GitLab: [gitlab.test.variables.PIMS_MOCK_URL, onGitLab?.alias],
    compose: [compose.services.tests.environment.PIMS_MOCK_URL, 'pims-mock'],
    Kubernetes: [`http://${service.metadata.name}:${port}`, 'pims-mock'],
    'Kubernetes, by the whole name': [`http://${String(inKubernetes.ADMIN_HOSTS)}:${port}`, 'pims-mock.test.svc.cluster.local']
  }
  for (const [where, [url, name]] of Object.entries(urls)) {
    const { host, hostname } = new URL(String(url))
    t.equal(`http://${host}`, `http://${String(name)}:${port}`, where)
    t.equal((await app.inject({ url: '/admin/sms', headers: { host } })).statusCode, 200, hostname)
  }
})

t.test('Kubernetes finds the one process, and its probe is answered', async (t) => {
  const { app } = await start(t)
  t.equal(deployment.spec.replicas, 1)
  t.strictSame(deployment.spec.selector.matchLabels, deployment.spec.template.metadata.labels)
  t.strictSame(service.spec.selector, deployment.spec.template.metadata.labels)
  const { path, port: name } = container.readinessProbe.httpGet
  t.equal(name, container.ports[0]?.name)
  t.equal((await app.inject({ url: path })).statusCode, 200)
})

t.test('compose and GitHub wait for the health check of the image: it passes where a server answers, and nowhere else', async (t) => {
  t.equal(compose.services.tests.depends_on['pims-mock']?.condition, 'service_healthy')
  const [, text = '[]'] = /^HEALTHCHECK (?:.*\\\n)+ *CMD (\[.*\])$/m.exec(dockerfile) ?? []
  const [program = '', ...args] = JSON.parse(text) as string[]
  t.equal(program, 'node')
  const { url } = await listen(t)
  await t.resolves(run(process.execPath, args, { env: { PORT: new URL(url).port } }))
  t.equal(spawnSync(process.execPath, args, { env: { PORT: '1' } }).status, 1)
})
