// The thread of a ServerThread.
import { keepCompiled } from '../process/compile-cache.ts'

keepCompiled()
await import('./thread-servers.ts')
