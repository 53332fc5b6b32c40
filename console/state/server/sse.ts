/** An event of a `text/event-stream`. */
export interface StreamEvent {
  readonly type: string
  readonly data: string
}

/** Reads a stream of server-sent events from chunks that may be cut anywhere. */
export function eventReader (): (chunk: string) => StreamEvent[] {
  let rest = ''
  return (chunk) => {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    return blocks.flatMap(readBlock)
  }
}

/** The event in a block of lines; none in a comment. */
function readBlock (block: string): StreamEvent[] {
  const field = (name: string) => block.split('\n').filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2))
  const data = field('data')
  return data.length === 0 ? [] : [{ type: field('event')[0] ?? 'message', data: data.join('\n') }]
}
