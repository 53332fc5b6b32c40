// npm run measure: how fast the console is, beside what it may take. Figures for people: a busy machine makes them worse.
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { callsTo, launch, root, startServer } from './server.mjs'

const MANY = 1000
const BURST = 400
const MORE = 10_000

const server = await startServer()
const browser = await launch()
const rows = []
const note = (what, value, goal) => rows.push([what, value, goal])
const round = (number) => Math.round(number * 10) / 10

/** Sends many requests, a few at a time. */
async function flood ({ sms }, count, from = 0) {
  for (let sent = 0; sent < count; sent += 20) {
    await Promise.all(Array.from({ length: Math.min(20, count - sent) }, (_, index) => sms('alice', 'device-1', `type=phoneNumberCertification&phoneNumber=06399${String((from + sent + index) % 100_000).padStart(5, '0')}`)))
  }
}

async function open (base, hash = '') {
  const context = await browser.newContext({ viewport: { width: 1360, height: 820 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(`${base}/console/${hash}`)
  await page.locator('.link-state.live').waitFor()
  return page
}

/** The longest frame while something goes on, in milliseconds. */
async function longestFrame (page, action) {
  await page.evaluate('longest = 0; last = performance.now(); running = true; (function frame (now) { longest = Math.max(longest, now - last); last = now; if (running) requestAnimationFrame(frame) })(last)')
  await action()
  return round(await page.evaluate('running = false, longest'))
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

// Sizes
const folder = `${root}/dist/console/`
const zipped = (name) => gzipSync(readFileSync(folder + name), { level: 9 }).length
/** A script, and those that a browser loads before it runs it. */
const scriptsWith = (name) => [...new Set([name, ...[...readFileSync(folder + name, 'utf8').matchAll(/(?:from|import)"\.\/([^"]+)"/g)].flatMap(([, file]) => scriptsWith(file))])]
const first = ['console.css', ...scriptsWith('main.js')]
note('script and style of the first view, gzip', `${round(first.reduce((sum, name) => sum + zipped(name), 0) / 1024)} kB`, '45 kB')
note('what is loaded later, gzip', readdirSync(folder).filter((name) => /\.js$/.test(name) && !first.includes(name)).map((name) => `${name} ${round(zipped(name) / 1024)}`).join(', '), '')

// An empty sandbox
{
  const base = `${server.origin}/sandbox/empty`
  const paints = []
  for (let run = 0; run < 7; run++) {
    const page = await open(base)
    paints.push(await page.evaluate('performance.getEntriesByName("first-contentful-paint")[0].startTime'))
    if (run === 6) {
      note('requests until the page is live', await page.evaluate('performance.getEntriesByType("resource").length + 1'), '')
      const { sms } = callsTo(base)
      const times = []
      for (let index = 0; index < 5; index++) {
        const number = `063999000${index}`
        await page.evaluate(`new Promise((resolve) => { shown = new Promise((seen) => { const look = () => document.body.textContent.includes(${JSON.stringify(number.replace(/(\d\d)(?=\d)/g, '$1 '))}) ? seen(Date.now()) : requestAnimationFrame(look); look() }); resolve() })`)
        const sent = Date.now()
        await sms('alice', 'device-1', `type=phoneNumberCertification&phoneNumber=${number}`)
        times.push(await page.evaluate('shown') - sent)
      }
      note('an SMS on the screen after its request, median of 5', `${median(times)} ms`, '')
    }
    await page.context().close()
  }
  note('first paint, median of 7', `${round(median(paints))} ms`, '200 ms')
}

// A full one
{
  const base = `${server.origin}/sandbox/full`
  const calls = callsTo(base)
  await flood(calls, MANY)
  for (const [whose, limit] of [['as the page asks for it', 80], ['unless asked for less', 100]]) {
    const overview = await calls.call('GET', `admin/overview?limit=${limit}`)
    note(`GET /admin/overview, full rings, ${whose}`, `${round(overview.length / 1024)} kB`, limit === 80 ? '90 kB' : '')
  }
  const context = await browser.newContext({ viewport: { width: 1360, height: 820 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.addInitScript('longestLoad = 0; (function frame (last) { requestAnimationFrame((now) => { longestLoad = Math.max(longestLoad, now - last); frame(now) }) })(performance.now())')
  await page.goto(`${base}/console/`)
  await page.locator('.message').first().waitFor()
  await page.waitForTimeout(1000)
  note('longest frame: load', `${round(await page.evaluate('longestLoad'))} ms`, '100 ms')
  note('longest frame: nothing happens', `${await longestFrame(page, () => page.waitForTimeout(1500))} ms`, '')
  note('longest frame: scroll', `${await longestFrame(page, async () => {
    await page.mouse.move(500, 500)
    for (let step = 0; step < 10; step++) {
      await page.mouse.wheel(0, 1500)
      await page.waitForTimeout(50)
    }
  })} ms`, '100 ms')
  await page.mouse.wheel(0, -20_000)
  await page.mouse.move(5, 700)
  for (const view of ['phones', 'switches', 'traffic']) {
    await page.evaluate(`location.hash = '#/${view}'`)
    await page.waitForTimeout(1500)
    const bursts = []
    for (let run = 0; run < 3; run++) {
      bursts.push(await longestFrame(page, async () => {
        await flood(calls, BURST, MANY + run * BURST)
        await page.waitForTimeout(1000)
      }))
    }
    note(`longest frame: burst of ${BURST}, ${view}, three times`, bursts.map((one) => `${one}`).join(', ') + ' ms', '100 ms')
  }
  await page.keyboard.press('3')
  await page.locator('.row').first().waitFor()
  note('longest frame: typing a filter', `${await longestFrame(page, async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('phone 0639', { delay: 30 })
    await page.waitForTimeout(500)
  })} ms`, '100 ms')
  note('elements on the page', await page.evaluate('document.querySelectorAll("*").length'), '')
  await page.evaluate("location.hash = '#/phones'")
  await flood(calls, MORE)
  await page.waitForTimeout(2000)
  note(`heap after ${MORE} more events of each kind`, `${await page.evaluate('(gc(), round => round(performance.memory.usedJSHeapSize / 1048576 * 10) / 10)(Math.round)')} MB`, '20 MB')
  await context.close()
}

await browser.close()
await server.stop()
console.log(`${'what'.padEnd(58)} ${'figure'.padEnd(26)} goal`)
for (const [what, value, goal] of rows) console.log(`${what.padEnd(58)} ${String(value).padEnd(26)} ${goal}`)
