#!/usr/bin/env node
import { needNode } from './lib/need-node.ts'
import { keepCompiled } from './process/compile-cache.ts'

needNode()
keepCompiled()
await import('./process/serve.ts')
