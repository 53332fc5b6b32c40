import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/** A button of the bar that opens a panel below it. */
export function Popover ({ label, button, className = '', children, opened = () => {} }: { label: string, button: ComponentChildren, className?: string, children: ComponentChildren, opened?: () => void }) {
  const [open, setOpen] = useState(false)
  const ref = useRef<HTMLDivElement>(null)
  const toggle = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    opened()
    const leave = ({ target }: Event) => { if (target instanceof Node && ref.current?.contains(target) !== true) setOpen(false) }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
    }
  }, [open])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    event.stopPropagation()
    setOpen(false)
    toggle.current?.focus()
  }
  return (
    <div ref={ref} class='popover' onKeyDown={onKeyDown}>
      <button ref={toggle} type='button' class={`bar-button ${className}`} aria-expanded={open} aria-haspopup='dialog' title={label} onClick={() => setOpen(!open)}>{button}</button>
      {open && <div class='panel' role='dialog' aria-label={label}>{children}</div>}
    </div>
  )
}
