import { execFileSync, spawnSync } from 'node:child_process'
import t from 'tap'
import { run } from './support.ts'

/** Words to complete, and what they are completed with: all of it, or some of it. */
const CASES = [
  ['sc', 'scenario'],
  ['--htt', '--https-port --http-status'],
  ['--log-format ', 'auto json pretty'],
  ['fail --ti', '--times'],
  ['fail h', 'hang'],
  ['fail 2310 --on modifyP', 'modifyPhoneNumber'],
  ['fail 2310 --on=set.smscode.m', 'set.smscode.modifyPhoneNumber'],
  ['fail 2310 --for al', 'alice'],
  ['fail 2310 --times ', ''],
  ['ok 231', '2310 2311 2312 2313 2314 2315 2316 2317 2318 2319'],
  ['--url http://localhost:3000 scenario fl', 'flaky-network'],
  ['--sandbox mine scenario of', 'off'],
  ['clock re', 'reset'],
  ['send ali', 'alice'],
  ['send alice --purpose e', 'enrollment'],
  ['code --account ca', 'carol'],
  ['matrix --on modifyP', 'modifyPhoneNumber'],
  ['completion z', 'zsh'],
  ['exec --sms-code-t', '--sms-code-ttl'],
  ['exec --auth ', 'required optional'],
  ['exec --seed 42 -- ./x', ''],
  ['exec -- pims-mock --se', ''],
  ['exec ./x', '']
] as const

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0

t.test('bash completes verbs, options, settings and what they take', { skip: has('bash') ? false : 'no bash' }, async (t) => {
  const { printed: definition } = await run(['completion', 'bash'], {})
  // Bash reads the words as a line breaks them: = and : are words too.
  const script = `${definition}
while IFS= read -r line; do
  words=\${line//=/ = }; words=\${words//:/ : }
  COMP_WORDS=(pims-mock $words); [[ $line == *' ' ]] && COMP_WORDS+=('')
  COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _pims_mock; echo "\${COMPREPLY[*]}"
done`
  const completed = execFileSync('bash', ['-c', script], { encoding: 'utf8', input: CASES.map(([line]) => `${line}\n`).join('') }).split('\n')
  for (const [index, [line, expected]] of CASES.entries()) t.equal(completed[index], expected, line)
})

t.test('zsh has the completion of bash', async (t) => {
  const { printed: definition } = await run(['completion', 'zsh'], {})
  t.match(definition, /^autoload -U \+X compinit bashcompinit/)
  t.match(definition, /complete -o default -F _pims_mock pims-mock$/)
})

t.test('fish completes them too', { skip: has('fish') ? false : 'no fish' }, async (t) => {
  const { printed: definition } = await run(['completion', 'fish'], {})
  for (const [line, expected] of CASES.filter(([line, expected]) => expected !== '' && !line.startsWith('-'))) {
    const completed = execFileSync('fish', ['--no-config', '-c', `${definition}\ncomplete -C "pims-mock ${line}"`], { encoding: 'utf8' })
    const words = completed.trim().split('\n').map((one) => one.replace(/\t.*/, '').replace(/^.*=/, ''))
    t.strictSame(words.filter((word) => expected.split(' ').includes(word)).sort(), expected.split(' ').sort(), line)
  }
})
