import { type Argument, Command } from 'commander'
import { chosen } from '../arguments.ts'
import { sayScript } from '../output.ts'
import { kindOf, readValues, settingFlags, SHELLS, type Values } from '../words.ts'

/** Verbs that take the flags of serve. */
const WITH_SETTINGS: ReadonlySet<string> = new Set(['serve', 'exec', 'health', 'config'])

/** `pims-mock completion bash`: what a shell has to read to complete the command. */
export const completion = (): Command => new Command('completion')
  .description('print a completion script')
  .argument('<shell>', `one of ${SHELLS.join(', ')}; for bash: source <(pims-mock completion bash)`)
  .action(async (shell: string, _options: unknown, command: Command) => {
    const write = writers[chosen('the shell', SHELLS, shell)]
    sayScript(write(wordsOf(command.parent?.commands ?? [], await readValues())))
  })

/** What may follow a verb; that without a name is the command itself. */
interface VerbWords {
  readonly verb: string
  /** In place of an option. */
  readonly words: readonly string[]
  readonly options: ReadonlyArray<{ readonly long: string, readonly takesValue: boolean, readonly values: readonly string[] }>
}

function wordsOf (verbs: readonly Command[], values: Values): VerbWords[] {
  const settings = settingFlags().map(({ flag, values }) => ({ long: flag, takesValue: true, values }))
  const wordsFor = (argument: Argument) => values[argument.name()] ?? []
  const ownOptions = (verb: Command) => verb.options.map((option) => ({ long: option.long ?? '', takesValue: kindOf(option) !== undefined, values: values[kindOf(option) ?? ''] ?? [] }))
  const flag = (long: string) => ({ long, takesValue: false, values: [] })
  return [
    { verb: '', words: verbs.map((verb) => verb.name()), options: [flag('--help'), flag('--version'), ...settings] },
    ...verbs.map((verb) => ({
      verb: verb.name(),
      words: verb.registeredArguments.flatMap(wordsFor),
      options: [...ownOptions(verb), ...WITH_SETTINGS.has(verb.name()) ? settings : [], flag('--help')]
    }))
  ]
}

/** The verb is the first word that is neither an option nor the value of one; what follows `--` is a command of its own. */
const bash = (verbs: readonly VerbWords[]): string => `_pims_mock () {
  local i verb= words= previous="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      --) return ;;
      --url|--sandbox|=|:) i=$((i + 1)) ;;
      -*) ;;
      *) [ -n "$verb" ] || verb="\${COMP_WORDS[i]}" ;;
    esac
  done
  [ "$previous" = = ] && previous="\${COMP_WORDS[COMP_CWORD-2]}"
  case "$verb:$previous" in
${verbs.flatMap(({ verb, options }) => options.filter(({ takesValue }) => takesValue).map(({ long, values }) => `    ${verb}:${long}) words="${values.join(' ')}" ;;`)).join('\n')}
    *) case "$verb" in
${verbs.map(({ verb, words, options }) => `      ${verb === '' ? "''" : verb}) words="${[...words, ...options.map(({ long }) => long)].join(' ')}" ;;`).join('\n')}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _pims_mock pims-mock`

const zsh = (verbs: readonly VerbWords[]): string => `autoload -U +X compinit bashcompinit
(( $+functions[compdef] )) || compinit
bashcompinit
${bash(verbs)}`

const fish = (verbs: readonly VerbWords[]): string => verbs.flatMap(({ verb, words, options }) => {
  const where = `complete -c pims-mock -n '${verb === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${verb}`}'`
  return [
    ...words.length === 0 ? [] : [`${where} -f -a '${words.join(' ')}'`],
    ...options.map(({ long, takesValue, values }) => `${where} -l ${long.slice(2)}${takesValue ? ` -r${values.length === 0 ? '' : ` -f -a '${values.join(' ')}'`}` : ''}`)
  ]
}).join('\n')

const writers = { bash, zsh, fish }
