// Loaded into a server (node --import) that is measured: tells its parent how much of the heap is in use after a collection.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

process.on('message', () => {
  collect()
  process.send(process.memoryUsage().heapUsed)
})
process.channel.unref()
