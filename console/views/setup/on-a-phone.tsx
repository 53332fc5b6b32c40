import type { Bitmap2D } from 'lean-qr'
import { computed, signal } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import { CopyButton } from '../../parts/copy.tsx'
import { Choice } from '../../parts/fields.tsx'
import { Section } from '../../parts/section.tsx'
import { sandboxUrl, serverUrl } from '../../state/server/api.ts'
import { words } from '../../state/page/language.ts'
import { server } from '../../state/world/store.ts'

/** Hosts that only this machine can reach. */
const isLocal = (origin: string): boolean => /^https?:\/\/(localhost|127\.|\[::1\])/.test(origin)

/** The addresses that lead here: this page's, and those that the server has in its networks. */
const origins = computed((): readonly string[] => {
  const { addresses = [], port = null, httpsPort = null, settings = {} } = server.value ?? {}
  const own = addresses.map((address) => address.includes(':') ? `[${address}]` : address)
  const found = [
    ...port === null ? [] : own.map((address) => `http://${address}:${port}`),
    ...httpsPort === null ? [] : own.map((address) => `https://${address}:${httpsPort}`)
  ]
  const here = serverUrl
  const published = settings.PUBLIC_URL === undefined ? [] : [String(settings.PUBLIC_URL).replace(/\/+$/, '')]
  return [...new Set([...published, ...isLocal(here) ? [...found, here] : [here, ...found]])]
})
const chosen = signal<string | undefined>(undefined)

/** The address that codes and parameters are made for: one that a phone can reach, where there is one. */
export const origin = computed((): string => origins.value.find((one) => one === chosen.value) ?? origins.value[0] ?? serverUrl)

/** A choice among the addresses that lead here. */
export const AddressChoice = () => (
  <Choice label={words.value.setup.address} value={origin.value} options={origins.value.map((one) => [one, one] as const)} change={(one) => { chosen.value = one }} />
)

/** Codes for a camera, with the address that a phone has to use. */
export function OnAPhone () {
  const { setup: w } = words.value
  const url = `${origin.value}${sandboxUrl.slice(serverUrl.length)}`
  return (
    <Section title={w.phone}>
      {isLocal(origin.value)
        ? <p class='warning'>{w.localhost}</p>
        : (
          <>
            <p class='muted'>{w.phoneHint}</p>
            <div class='qr-codes'>
              <Qr title={w.console} text={`${url}/console/`} />
              <Qr title={w.sdkUrl} text={url} />
              {server.value?.ownCa === true && <Qr title={w.ca} text={`${url}/admin/ca.crt`} />}
            </div>
          </>
          )}
      {server.value?.ownCa === true && <><p class='meta'>{w.caIos}</p><p class='meta'>{w.caAndroid}</p></>}
    </Section>
  )
}

type Generate = (text: string) => Bitmap2D

function Qr ({ title, text }: { title: string, text: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [generate, setGenerate] = useState<{ readonly run: Generate }>()
  useEffect(() => { import('lean-qr').then(({ generate }) => setGenerate({ run: generate }), () => {}) }, [])
  useEffect(() => {
    if (canvas.current !== null) generate?.run(text).toCanvas(canvas.current)
  }, [generate, text])
  return (
    <figure>
      <canvas ref={canvas} role='img' aria-label={text} />
      <figcaption><b>{title}</b><span class='copy-line'><code>{text}</code><CopyButton text={text} /></span></figcaption>
    </figure>
  )
}
