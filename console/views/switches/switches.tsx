import { wordsOf } from '../../../src/words/search.ts'
import { SearchField } from '../../parts/search-field.tsx'
import { Segments } from '../../parts/segments.tsx'
import { writeRoute } from '../../state/page/route.ts'
import { words } from '../../state/page/language.ts'
import { narrowTo, route } from '../../state/page/location.ts'
import { documented, met } from '../../state/world/store.ts'
import { ByCode } from './by-code.tsx'
import { ByOperation } from './by-operation.tsx'
import { RuleForm } from '../rules/rule-form.tsx'
import { Scenarios } from './scenarios.tsx'
import { WhatIsOn } from './what-is-on.tsx'

/** Where what is on has no room beside the board, and is a choice of its own. */
const NARROW = '(max-width: 900px)'

type By = 'code' | 'operation' | 'on'

function narrow (change: Readonly<Record<string, string | undefined>>): void {
  narrowTo(writeRoute({ view: 'switches', query: { ...route.value.query, ...change } }))
}

/** Every documented error as a switch, and what is switched on. */
export function Switches () {
  const { switches: w, views } = words.value
  const { q = '', by: asked = 'code' } = route.value.query
  const by = asked === 'on' && !matchMedia(NARROW).matches ? 'code' : asked
  const filter = wordsOf(q)
  return (
    <>
      <div class='board scroller' data-by={by}>
        <h1 class='hidden'>{views.switches}</h1>
        <div class='tools'>
          <SearchField label={w.search} value={q} change={(text) => narrow({ q: text })} />
          <Segments<By> label={w.by} options={[['code', w.byCode], ['operation', w.byOperation], ['on', w.scenarios]]} value={by as By} choose={(value) => narrow({ by: value === 'code' ? undefined : value })} />
          <span class='good-text met-all' title={w.metSince}>{w.metAll(met.value.size, documented.value)}</span>
        </div>
        {by === 'operation' ? <ByOperation filter={filter} /> : <ByCode filter={filter} />}
      </div>
      <div class='beside scroller' data-by={by}>
        <WhatIsOn />
        <Scenarios filter={filter} />
      </div>
      <RuleForm />
    </>
  )
}
