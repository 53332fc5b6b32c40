import t from 'tap'
import { prettyLine } from '../../src/logger/pretty-line.ts'

const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`
const same = (text: string): string => text
const plain = { green: same, red: same, yellow: same, gray: same }
const line = (log: object): string => prettyLine({ level: 30, time: 1, pid: 1, hostname: 'h', ...log }, plain)

const message = { msg: 'message', id: '7fb0f43a-d948', sandbox: 'default', face: 'pims', operation: 'set.smscode.modifyPhoneNumber', account: 'alice', status: 'SUCCEEDED', httpStatus: 200, duration: 1.234 }

t.test('a message is its status, operation and account, why it was refused, and the rest by the names of the journal', async (t) => {
  t.equal(line(message), 'SUCCEEDED  set.smscode.modifyPhoneNumber  alice  httpStatus=200 duration=1.2 id=7fb0f43a-d948')
  t.equal(line({ ...message, status: 'FAILED', code: '2102', httpStatus: 400, reason: '1 is not the code' }),
    'FAILED 2102  set.smscode.modifyPhoneNumber  alice  1 is not the code  httpStatus=400 duration=1.2 id=7fb0f43a-d948')
  t.equal(line({ ...message, operation: undefined, account: undefined, sandbox: 'demo' }), 'SUCCEEDED  pims  httpStatus=200 duration=1.2 sandbox=demo id=7fb0f43a-d948')
})

t.test('an answer that a fault broke or replaced is what the client got', async (t) => {
  t.equal(line({ ...message, status: null, httpStatus: null, fault: '{"transport":"reset"}' }),
    'no answer  set.smscode.modifyPhoneNumber  alice  fault={"transport":"reset"} duration=1.2 id=7fb0f43a-d948')
  t.match(line({ ...message, status: null, httpStatus: 503, fault: '{"http":{"status":503}}' }), /^HTTP 503 {2}/)
})

t.test('an SMS shows its code where the log may have it', async (t) => {
  const sent = { msg: 'sms sent', sandbox: 'default', to: '+33612345678', account: 'alice', purpose: 'enrollment' }
  t.equal(line({ ...sent, code: '014028' }), 'SMS 014028 to +33612345678  purpose=enrollment account=alice')
  t.equal(line(sent), 'SMS sent to +33612345678  purpose=enrollment account=alice')
})

t.test('what no route takes is the sentence about it', async (t) => {
  t.equal(line({ level: 40, msg: 'no such route', id: 'a', sandbox: 'default', method: 'GET', path: '/x', httpStatus: 404, reason: 'There is nothing at GET /x.' }), 'WARN  There is nothing at GET /x.  httpStatus=404 id=a')
  t.match(line({ level: 40, msg: 'no such route', method: 'GET', path: '/x' }), 'WARN  GET /x')
})

t.test('any other line is its message and its fields; of an error the stack', async (t) => {
  t.equal(line({ msg: 'pims-mock stopping', signal: 'SIGTERM', what: 'two words', list: [1] }), 'pims-mock stopping  signal=SIGTERM what="two words" list=[1]')
  t.equal(line({ level: 60, msg: 'failed', err: { stack: 'Error: x\n    at y' } }), 'FATAL  failed\n  Error: x\n      at y')
})

t.test('nothing that a client sends controls the terminal', async (t) => {
  t.notMatch(line({ ...message, status: 'FAILED', code: '2\u001b[2J', reason: 'a\u001b]0;title\u0007\r\nb', account: '\u009b1m', fault: '"\u001b[0m"' }), /\p{Cc}/u)
})

t.test('colours tell success from failure', async (t) => {
  const colours = { green: mark('green'), red: mark('red'), yellow: mark('yellow'), gray: mark('gray') }
  t.match(prettyLine(message, colours), /^<green>SUCCEEDED<\/green> .* <gray>httpStatus=200 .*<\/gray>$/)
  t.match(prettyLine({ ...message, status: 'FAILED', code: '2102' }, colours), /^<red>FAILED 2102<\/red>/)
})
