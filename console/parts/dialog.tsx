import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** A modal dialog, open as long as it is there. */
export function Dialog ({ title, close, children }: { title: string, close: () => void, children: ComponentChildren }) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    ref.current?.showModal()
    return () => { if (before instanceof HTMLElement) before.focus() }
  }, [])
  return (
    <dialog ref={ref} aria-labelledby='dialog-title' onClose={close} onClick={({ target }) => { if (target === ref.current) close() }}>
      <div class='dialog-body'>
        <h2 id='dialog-title'>{title}</h2>
        {children}
      </div>
    </dialog>
  )
}
