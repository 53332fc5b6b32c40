import t, { type Test } from 'tap'
import { Faults } from '../../src/faults/engine.ts'
import { activateScenario, deactivateScenario, getScenario, readScenarios, viewScenario } from '../../src/faults/scenarios.ts'
import { Conflict, NotFound } from '../../src/lib/errors.ts'
import { FixtureError } from '../../src/sandbox/accounts/fixtures.ts'
import { caught } from '../support/caught.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'

const texts = { title: 'Slow', description: 'Everything is slow.' }
const effect = { error: 2310 }
const two = { ...texts, faults: [{ effect }, { id: 'mine', effect: { error: 2202 }, times: 2 }] }

/** The scenarios of a folder with these files. */
function scenariosOf (t: Test, files: Record<string, unknown>) {
  const folder = t.testdir(Object.fromEntries(Object.entries(files).map(([file, content]) => [file, typeof content === 'string' ? content : JSON.stringify(content)])))
  return readScenarios(folder, fewTargetsSandbox())
}

t.test('a scenario is a JSON file, called as the file; its rules are numbered from 1 unless they have ids', async (t) => {
  const scenarios = scenariosOf(t, { 'b_2.x-Y.json': two, 'a.json': two, 'notes.md': 'none', json: 'none' })
  t.strictSame([...scenarios.keys()], ['a', 'b_2.x-Y'])
  t.strictSame(getScenario(scenarios, 'a'), { name: 'a', ...texts, rules: [{ id: 'a-1', match: {}, effect }, { id: 'mine', match: {}, effect: { error: 2202 }, times: 2 }] })
  t.throws(() => getScenario(scenarios, 'c'), new NotFound('There is no scenario "c". There are a, b_2.x-Y.'))
})

t.test('a folder that does not exist has no scenarios', async (t) => {
  t.equal(readScenarios(`${t.testdirName}/missing`, fewTargetsSandbox()).size, 0)
})

t.test('what is wrong with a file is said with its path and the place in it', async (t) => {
  const problem = (file: string, content: unknown) => {
    const error = caught(() => scenariosOf(t, { [file]: content }))
    t.type(error, FixtureError)
    return error instanceof Error ? error.message.slice(t.testdirName.length + 1) : ''
  }
  const name = 'the name of a scenario has letters, digits, dots, hyphens and underscores only'
  for (const file of ['a b.json', '.json', `${'x'.repeat(55)}.json`, 'ä.json', ' a.json']) t.equal(problem(file, two), `${file}: ${name}`)
  t.match(problem('a.json', '{'), /^a\.json: .*JSON/)
  t.match(problem('a.json', '[]'), /^a\.json: the file must be an object/)
  t.match(problem('a.json', { ...two, title: '' }), /^a\.json: title must be/)
  t.match(problem('a.json', { ...texts, faults: [] }), /^a\.json: faults must be/)
  t.match(problem('a.json', { ...texts, faults: [{ effect }, { effect: { error: 9999 } }] }), /^a\.json: faults\.1: There is no code 9999/)
  t.equal(scenariosOf(t, { [`${'x'.repeat(54)}.json`]: two }).size, 1)
})

t.test('starting a scenario puts its rules in place of all others; it is active while they are all there as they were', async (t) => {
  const scenario = getScenario(scenariosOf(t, { 'a.json': two }), 'a')
  const sandbox = fewTargetsSandbox()
  const faults = sandbox.part(Faults)
  const ids = () => faults.list().map(({ rule }) => rule.id)
  faults.put({ id: 'old', match: {}, effect })
  t.strictSame(viewScenario(sandbox, scenario), {
    name: 'a',
    ...texts,
    active: false,
    faults: [
      { id: 'a-1', match: {}, effect, hits: 0, remaining: null, targets: ['set.smscode.modifyPhoneNumber', 'inwebo.otp'], shadowedBy: null, explanation: 'fails every operation it can (modifyPhoneNumber of pims, otp of inwebo; none of oauth) with 2310; not hit yet' },
      { id: 'mine', match: {}, effect: { error: 2202 }, times: 2, hits: 0, remaining: null, targets: ['get.smscode.phoneNumberCertification', 'set.smscode.modifyPhoneNumber', 'oauth.token'], shadowedBy: null, explanation: 'fails every operation it can (phoneNumberCertification and modifyPhoneNumber of pims, token of oauth; none of inwebo) with 2202, twice; not hit yet' }
    ]
  })

  activateScenario(sandbox, scenario)
  t.strictSame(ids(), ['mine', 'a-1'], 'the last is the newest')
  faults.match({ operation: 'set.smscode.modifyPhoneNumber', account: undefined, device: undefined, phoneNumber: undefined })
  t.match(viewScenario(sandbox, scenario), { active: true, faults: [{ hits: 0 }, { hits: 1, remaining: 1 }] })

  faults.put({ id: 'mine', match: {}, effect: { error: 2202 }, times: 3 })
  t.match(viewScenario(sandbox, scenario), { active: false, faults: [{ id: 'a-1' }, { id: 'mine', times: 3 }] }, 'one was changed')
  faults.delete('mine')
  t.match(viewScenario(sandbox, scenario), { active: false }, 'one is gone')
})

t.test('ending a scenario takes its rules out and no others; one that is not active cannot be ended', async (t) => {
  const scenario = getScenario(scenariosOf(t, { 'a.json': two }), 'a')
  const sandbox = fewTargetsSandbox()
  activateScenario(sandbox, scenario)
  sandbox.part(Faults).put({ id: 'other', match: {}, effect })
  deactivateScenario(sandbox, scenario)
  t.strictSame(sandbox.part(Faults).list().map(({ rule }) => rule.id), ['other'])
  t.throws(() => deactivateScenario(sandbox, scenario), new Conflict('The scenario "a" is not active. PUT /admin/scenarios/a/active starts it.'))
})
