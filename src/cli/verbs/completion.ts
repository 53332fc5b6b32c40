import { Command } from 'commander'
import { ConfigSchema, flagOf } from '../../config.ts'
import { TRANSPORTS } from '../../wire/fault.ts'
import { chosen } from '../arguments.ts'
import { sayScript } from '../output.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const
/** Words that a verb takes besides its options. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = { fail: TRANSPORTS, scenario: ['off'], clock: ['freeze', 'run'], completion: SHELLS }

/** `pims-mock completion bash`: what a shell has to read to complete the command. */
export const completion = (): Command => new Command('completion')
  .description('print a completion script')
  .argument('<shell>', `one of ${SHELLS.join(', ')}; for bash: source <(pims-mock completion bash)`)
  .action((shell: string, _options: unknown, command: Command) => {
    const verbs = command.parent?.commands ?? []
    sayScript({ bash, zsh: (words: Words) => `autoload -U +X bashcompinit && bashcompinit\n${bash(words)}`, fish }[chosen('the shell', SHELLS, shell)](wordsOf(verbs)))
  })

/** The words that may follow each verb; those of the empty one come first. */
type Words = ReadonlyMap<string, readonly string[]>

function wordsOf (verbs: readonly Command[]): Words {
  const settings = Object.keys(ConfigSchema.properties).map((name) => `--${flagOf(name)}`)
  return new Map([
    ['', [...verbs.map((verb) => verb.name()), '--help', '--version', ...settings]],
    ...verbs.map((verb): [string, string[]] => [verb.name(), [
      ...verb.options.map(({ long }) => long ?? '').filter((long) => long !== ''),
      ...['serve', 'config'].includes(verb.name()) ? settings : [],
      ...ARGUMENTS[verb.name()] ?? []
    ]])
  ])
}

const bash = (words: Words): string => `_pims_mock () {
  local words
  case "$COMP_CWORD:\${COMP_WORDS[1]}" in
    1:*) words="${words.get('')?.join(' ')}" ;;
${[...words].filter(([verb]) => verb !== '').map(([verb, list]) => `    *:${verb}) words="${list.join(' ')}" ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _pims_mock pims-mock`

const fish = (words: Words): string => [...words].map(([verb, list]) =>
  `complete -c pims-mock -f -n '${verb === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${verb}`}' -a '${list.join(' ')}'`).join('\n')
