import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { PROCESSES, proxyNames, skipOf, startScaled } from './support/scaled.ts'

const SANDBOXES = 100
/** Milliseconds: less than a proxy gathers small packets for. */
const AT_ONCE = 150
/** Milliseconds after which nobody is told any more: less than a hang or a wait lasts. */
const LONG = 20_000

for (const name of proxyNames) {
  t.test(`${SANDBOXES} sandboxes over ${PROCESSES} processes behind ${name}: each keeps its own state, and a process that dies takes only its own along`, { skip: skipOf(name) }, async (t) => {
    const { processes, proxy } = await startScaled(t, name)
    const ids = Array.from({ length: SANDBOXES }, (_, index) => `test-${index}`)
    const numberOf = (id: string) => `06399${String(ids.indexOf(id)).padStart(5, '0')}`
    const get = async (id: string) => await fetch(`${proxy}/sandbox/${id}/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=${numberOf(id)}`, { headers: { authorization: 'Bearer alice' } })
    /** A connection that the proxy has closed meanwhile, as it may where a process died behind it, is opened again. */
    const ask = async (id: string) => await get(id).catch(async () => await get(id))
    /** By the header: it must lead where the path prefix leads. */
    const inbox = async (id: string) => await (await fetch(`${proxy}/admin/sms`, { headers: { 'x-sandbox': id } })).json() as { messages: { to: string }[] }

    for (const { status } of await Promise.all(ids.map(ask))) t.equal(status, 200)
    for (const id of ids) t.match((await inbox(id)).messages, [{ to: `+33${numberOf(id).slice(1)}` }], `${id} sees its own message alone`)

    const made = await fetch(`${proxy}/admin/sandboxes/test-7`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"seed":7}' })
    t.match(await made.json(), { id: 'test-7', seed: 7 })
    t.equal(made.status, 200, 'a sandbox is also found by its id under /admin/sandboxes')

    const instances = new Set<string>()
    const homes = await Promise.all(processes.map(async ({ host }) => {
      const { instance, sandboxes } = await (await fetch(`http://${host}/admin/sandboxes`)).json() as { instance: string, sandboxes: { id: string }[] }
      instances.add(instance)
      return sandboxes.map(({ id }) => id).filter((id) => id.startsWith('test-'))
    }))
    t.equal(instances.size, PROCESSES, 'each process has a name of its own')
    t.comment(`sandboxes for each process: ${homes.map((home) => home.length).join(', ')}`)
    t.strictSame(homes.flat().toSorted(), ids.toSorted(), 'each sandbox lives in one process')
    t.ok(homes.every((home) => home.length > SANDBOXES / PROCESSES / 4), 'no process is left out')

    const [first] = processes
    if (first === undefined) throw new Error('no process')
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    for (const id of ids) {
      const { status } = await ask(id)
      t.equal(status >= 500, homes[0]?.includes(id), `${id} answers ${status}`)
    }
    for (const id of homes.slice(1).flat()) t.equal((await inbox(id)).messages.length, 2, `${id} has lost nothing`)
  })

  t.test(`behind ${name}, an id leads to its process however it is written, and in a path with two it is the sandbox that is asked about`, { skip: skipOf(name) }, async (t) => {
    const { proxy } = await startScaled(t, name)
    const ids = ['test-1', 'test-2', 'test-3', 'a.b', 'a_b-7', 'check-out.2']
    for (const id of ids) t.equal((await fetch(`${proxy}/admin/sandboxes/${id}`, { method: 'PUT' })).status, 201, id)
    for (const id of ids) {
      const escaped = [...id].map((character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
      for (const path of [`/admin/sandboxes/${escaped}`, `/sandbox/elsewhere/admin/sandboxes/${id}`, `/sandbox/elsewhere/admin/sandboxes/${escaped}`]) {
        const answer = await fetch(proxy + path)
        t.match({ status: answer.status, body: await answer.json() }, { status: 200, body: { id } }, path)
      }
    }
  })

  t.test(`behind ${name}, an event comes when it happens, and a process hears when its client leaves`, { skip: skipOf(name), timeout: 60_000 }, async (t) => {
    const { processes, proxy } = await startScaled(t, name)
    const box = `${proxy}/sandbox/watched`
    const closing = new AbortController()
    t.teardown(() => closing.abort())
    const events = await fetch(`${box}/admin/events?types=clock`, { signal: closing.signal })
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
    await reader?.read()
    // A proxy that gathers small packets holds back every event for a fifth of a second; a busy machine does so to some.
    let quickest = Infinity
    for (let left = 40; left > 0 && quickest > AT_ONCE; left--) {
      const asked = performance.now()
      await fetch(`${box}/admin/clock`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"advance":1}' })
      t.match(await reader?.read(), { value: /event: clock/ })
      quickest = Math.min(quickest, performance.now() - asked)
    }
    t.ok(quickest <= AT_ONCE, `the quickest event came after ${quickest} ms`)

    const isInUse = async (id: string) => {
      const lists = await Promise.all(processes.map(async ({ host }) => await (await fetch(`http://${host}/admin/sandboxes`)).json() as { sandboxes: Array<{ id: string, kept: boolean }> }))
      return lists.flatMap(({ sandboxes }) => sandboxes).some((sandbox) => sandbox.id === id && sandbox.kept)
    }
    const requests = {
      hangs: { path: 'pims.authentication.trustedphonenumber', headers: { authorization: 'Bearer alice', 'x-fault': '{"transport":"hang"}' } },
      waits: { path: 'admin/sms/latest?wait=30000', headers: {} }
    }
    for (const [id, { path, headers }] of Object.entries(requests)) {
      const leaving = new AbortController()
      const request = fetch(`${proxy}/sandbox/${id}/${path}`, { headers, signal: leaving.signal }).catch(() => {})
      while (!await isInUse(id)) await pause(10)
      leaving.abort()
      await request
      const given = performance.now()
      while (await isInUse(id) && performance.now() - given < LONG) await pause(10)
      t.notOk(await isInUse(id), `a request that ${id} is given up`)
    }
  })
}
