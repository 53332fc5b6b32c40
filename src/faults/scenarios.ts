import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Value } from '@sinclair/typebox/value'
import { Faults } from './engine.ts'
import { FixtureError, parseJson } from '../sandbox/accounts/fixtures.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { explain } from '../lib/explain.ts'
import { Conflict, NotFound } from '../lib/errors.ts'
import { suggest } from '../lib/nearest-word.ts'
import { readRule } from './read-rule.ts'
import { targetsById } from './targets-of-rule.ts'
import { viewFault } from './view-fault.ts'
import type { Rule, RuleInput } from '../wire/fault.ts'
import { ScenarioFileSchema, type ScenarioView } from '../wire/scenario.ts'

/** A named set of faults, ready to be put into a sandbox. */
export interface Scenario {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly rules: readonly Rule[]
}

/** What reading a rule needs. */
type RuleWorld = Pick<Sandbox, 'settings' | 'targets'>

/** The scenarios by name. */
export type Scenarios = ReadonlyMap<string, Scenario>

const NAME = /^([A-Za-z0-9._-]{1,54})\.json$/

/**
 * Reads every scenario of a folder; the folder may be missing.
 *
 * @throws FixtureError naming the file and the path in it
 */
export function readScenarios (folder: string, world: RuleWorld): Scenarios {
  return new Map(listFiles(folder).map((file) => {
    const name = NAME.exec(file)?.[1] ?? ''
    const path = join(folder, file)
    if (name === '') throw new FixtureError(`${path}: the name of a scenario has letters, digits, dots, hyphens and underscores only`)
    return [name, parseScenario(name, readFileSync(path, 'utf8'), path, world)]
  }))
}

/** The scenarios of a folder; of one that does not exist there are none. */
function listFiles (folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((file) => file.endsWith('.json')).sort()
}

function parseScenario (name: string, text: string, file: string, world: RuleWorld): Scenario {
  const scenario: unknown = parseJson(text, file)
  if (!Value.Check(ScenarioFileSchema, scenario)) throw new FixtureError(`${file}: ${explain(ScenarioFileSchema, scenario, 'the file')}`)
  const { title, description, faults } = scenario
  return { name, title, description, rules: faults.map((fault, index) => readScenarioRule(`${name}-${index + 1}`, fault, `${file}: faults.${index}`, world)) }
}

function readScenarioRule (id: string, fault: RuleInput, where: string, world: RuleWorld): Rule {
  try {
    return readRule(world, fault.id ?? id, fault)
  } catch (error) {
    throw new FixtureError(`${where}: ${String(error).replace(/^Error: /, '')}`, { cause: error })
  }
}

/** Whether all faults of a scenario are among those of the sandbox. */
const isActive = (sandbox: Sandbox, { rules }: Pick<Scenario, 'rules'>): boolean =>
  rules.every((rule) => isDeepStrictEqual(sandbox.part(Faults).get(rule.id)?.rule, rule))

/**
 * Takes the faults of a scenario out of the sandbox, and leaves others alone.
 *
 * @throws Conflict when it is not active
 */
export function deactivateScenario (sandbox: Sandbox, scenario: Scenario): void {
  if (!isActive(sandbox, scenario)) throw new Conflict(`The scenario "${scenario.name}" is not active. PUT /admin/scenarios/${scenario.name}/active starts it.`)
  for (const { id } of scenario.rules) sandbox.part(Faults).delete(id)
}

/** The scenarios as the admin API shows them. */
export function viewScenarios (sandbox: Sandbox, scenarios: Scenarios): ScenarioView[] {
  const { shadows } = sandbox.part(Faults)
  return [...scenarios.values()].map((scenario) => viewScenario(sandbox, scenario, shadows))
}

/** A scenario as the admin API shows it; it is active while all its faults are among those of the sandbox. */
export function viewScenario (sandbox: Sandbox, { name, title, description, rules }: Scenario, shadows = sandbox.part(Faults).shadows): ScenarioView {
  const faults = sandbox.part(Faults)
  return {
    name,
    title,
    description,
    active: isActive(sandbox, { rules }),
    faults: rules.map((rule) => viewFault(sandbox, faults.get(rule.id) ?? { rule, hits: 0, remaining: null, targets: targetsById(sandbox.targets, rule) }, shadows))
  }
}

/** @throws NotFound */
export function getScenario (scenarios: Scenarios, name: string): Scenario {
  const scenario = scenarios.get(name)
  if (scenario === undefined) throw new NotFound(`There is no scenario "${name}". ${suggest(name, scenarios.keys(), `There are ${[...scenarios.keys()].join(', ')}.`)}`)
  return scenario
}

/** Puts the faults of a scenario in place of those of the sandbox. */
export function activateScenario (sandbox: Sandbox, { rules }: Scenario): void {
  const faults = sandbox.part(Faults)
  faults.clear()
  for (const rule of rules) faults.put(rule)
}
