import t from 'tap'
import { Substitutions } from '../../src/compare/substitutions.ts'

const redirect = (location: string) => ({ status: 302, contentType: '', headers: { location }, body: '' })

t.test('what a redirect gives out is known to its end, and without the fragment', async (t) => {
  const known = new Substitutions()
  known.learnFrom(redirect('mymap://oauth2redirect/fr?state=real?state&code=real-code#_=_'), redirect('mymap://oauth2redirect/fr?state=mock?state&code=mock-code'))
  t.strictSame(['real?state', 'real-code', 'another'].map((value) => known.replace(value)), ['mock?state', 'mock-code', 'another'])
})
