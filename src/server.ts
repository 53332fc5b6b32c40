#!/usr/bin/env node
import { needNode } from './lib/need-node.ts'

needNode()
await import('./process/serve.ts')
