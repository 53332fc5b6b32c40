import type { Bitmap2D } from 'lean-qr'
import { useEffect, useRef, useState } from 'preact/hooks'
import { CopyButton } from '../parts/copy.tsx'
import { Field } from '../parts/fields.tsx'
import { sandboxUrl } from '../state/api.ts'
import { words } from '../state/store.ts'
import { Section } from './setup.tsx'

/** Hosts that only this machine can reach. */
const isLocal = (origin: string): boolean => URL.canParse(origin) && /^(localhost|127\.|\[::1\])/.test(new URL(origin).host)

/** Codes for a camera, with the address that a phone has to use. */
export function OnAPhone () {
  const { setup: w } = words.value
  const [origin, setOrigin] = useState(location.origin)
  const path = sandboxUrl.slice(location.origin.length)
  return (
    <Section title={w.phone}>
      <p class='muted'>{w.phoneHint}</p>
      <Field label={w.address} value={origin} change={setOrigin} />
      {isLocal(origin) && <p class='warning'>{w.localhost}</p>}
      <div class='qr-codes'>
        <Qr title={w.console} text={`${origin}${path}/console/`} />
        <Qr title={w.sdkUrl} text={`${origin}${path}`} />
      </div>
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
