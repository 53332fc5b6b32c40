import { useEffect, useState } from 'preact/hooks'

/** What a resource says, asked again whenever one of `since` changes; what came last stays until then. */
export function useResource<Body> (load: () => Promise<Body>, ...since: readonly unknown[]): Body | undefined {
  const [body, setBody] = useState<Body>()
  useEffect(() => {
    let isWanted = true
    load().then((loaded) => { if (isWanted) setBody(loaded) }, () => {})
    return () => { isWanted = false }
  }, [...since])
  return body
}
