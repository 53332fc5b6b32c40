import { EventEmitter } from 'node:events'
import t from 'tap'
import { EventLog } from '../../src/sandbox/event-log.ts'
import type { SandboxEvents } from '../../src/sandbox/events.ts'
import { MemoryShare } from '../../src/sandbox/memory/memory.ts'

t.test('a reader is told once of the events that come together, and again of those that come later', async (t) => {
  const events = new EventEmitter<SandboxEvents>()
  const log = new EventLog(events, new MemoryShare())
  const told: number[] = []
  const leave = log.subscribe(() => told.push(log.lastNumber))
  for (let count = 0; count < 3; count++) events.emit('reset')
  t.strictSame(told, [], 'not amid them')
  await new Promise(setImmediate)
  t.strictSame(told, [3])
  events.emit('reset')
  await new Promise(setImmediate)
  t.strictSame(told, [3, 4])

  events.emit('reset')
  leave()
  await new Promise(setImmediate)
  t.strictSame(told, [3, 4], 'one who has left is told nothing')
})
