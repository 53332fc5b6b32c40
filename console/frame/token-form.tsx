import { useEffect, useRef } from 'preact/hooks'
import { useToken } from '../state/server/api.ts'
import { connect } from '../state/server/event-stream.ts'
import { words } from '../state/page/language.ts'
import { link } from '../state/server/link.ts'

/** Asks for the admin token where the server wants one. */
export function TokenForm () {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const { token: w } = words.value
  const enter = (event: Event) => {
    event.preventDefault()
    useToken(field.current?.value ?? '')
    connect()
  }
  return (
    <main class='token' id='main'>
      <form class='card' onSubmit={enter}>
        <h1>{w.title}</h1>
        <label>{w.label}<input ref={field} class='field' type='password' autocomplete='off' required /></label>
        <p class='muted'>{w.hint}</p>
        {link.value.is === 'token' && link.value.wrong && <p class='wrong' role='alert'>{w.wrong}</p>}
        <button type='submit' class='button primary'>{w.enter}</button>
      </form>
    </main>
  )
}
