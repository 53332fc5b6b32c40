import type { FastifyRequest } from 'fastify'
import { originOf, sandboxUrl } from '../../../src/http/public-url.ts'
import { viewFaults } from '../../../src/faults/view-fault.ts'
import { toCurl } from '../../../src/journal/exports/curl.ts'
import { type HarState, toHar } from '../../../src/journal/exports/har.ts'
import { type ReportState, toMarkdown } from '../../../src/journal/exports/markdown.ts'
import { toText } from '../../../src/journal/exports/text.ts'
import { Journal, type JournalEntry } from '../../../src/journal/journal.ts'
import { AdminCalls } from '../../../src/journal/admin-calls.ts'
import { viewAdminCalls } from '../../../src/journal/view-admin-calls.ts'
import { changedSettings } from '../../../src/sandbox/settings.ts'
import { viewDetails } from '../../../src/journal/view.ts'
import { showAccount } from '../../../src/pims/show-account.ts'
import { viewClock } from '../../../src/sandbox/time/change-clock.ts'
import type { Sandbox } from '../../../src/sandbox/sandbox.ts'
import { VERSION } from '../../../src/version.ts'
import type { ExportFormat } from '../../../src/wire/request.ts'

interface ExportOptions {
  readonly format: ExportFormat
  readonly secrets: boolean
  /** Whether lines of a shell have their URLs as they are. */
  readonly plain: boolean
  /** How many entries match, exported or not. */
  readonly total: number
}

/** Entries in a form that can be taken away, in the order they came in. */
export function exportEntries (request: FastifyRequest, entries: readonly JournalEntry[], { format, secrets, plain, total }: ExportOptions): string {
  const { sandbox } = request
  const details = [...entries].sort((one, other) => one.arrival - other.arrival).map((entry) => viewDetails(sandbox, entry, secrets))
  const exported = { version: VERSION, url: sandboxUrl(originOf(request), sandbox.id), entries: details, secrets }
  switch (format) {
    case 'har': return JSON.stringify(toHar(exported, harStateOf(request, viewAdminCalls(sandbox, secrets))))
    case 'curl': return toCurl(exported, { seed: sandbox.seed, plain })
    case 'markdown': return toMarkdown(exported, stateOf(sandbox, entries))
    case 'text': return toText(exported, total)
  }
}

function harStateOf ({ sandbox, server: { publicUrl } }: FastifyRequest, admin: HarState['admin']): HarState {
  const { firstSeed, forgotten } = sandbox.part(AdminCalls)
  return { seed: firstSeed, sandbox: sandbox.id, settings: { ...changedSettings(sandbox.settings), ...publicUrl !== undefined && { PUBLIC_URL: publicUrl } }, asked: sandbox.part(Journal).asked, forgottenCalls: forgotten, admin, ...viewClock(sandbox.clock) }
}

function stateOf (sandbox: Sandbox, entries: readonly JournalEntry[]): ReportState {
  const { settings: { sdkVersion }, seed, clock } = sandbox
  const ids = new Set(entries.map(({ account }) => account))
  return {
    sdkVersion,
    seed,
    now: new Date(clock.now()).toISOString(),
    faults: viewFaults(sandbox),
    accounts: [...ids].flatMap((id) => {
      const account = id === undefined ? undefined : sandbox.accounts.get(id)
      return account === undefined ? [] : [showAccount(sandbox, account)]
    })
  }
}
