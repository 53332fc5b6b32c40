import { Component, type ComponentChildren } from 'preact'
import { words } from '../state/page/language.ts'

/** Keeps what cannot be shown from taking the page with it; shows the raw data in its place. */
export class Boundary extends Component<{ raw?: unknown, children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false }

  static override getDerivedStateFromError = () => ({ failed: true })

  override render () {
    const { raw, children } = this.props
    if (!this.state.failed) return children
    return <div class='broken' data-row>{words.value.broken}{raw !== undefined && <code>{JSON.stringify(raw)}</code>}</div>
  }
}
