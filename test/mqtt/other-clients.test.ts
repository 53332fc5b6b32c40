import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import t from 'tap'
import { ANSWERS, command, COMMANDS, startMqtt, USER, VIN_OF_ALICE } from '../support/mqtt.ts'

const PYTHON = '/usr/bin/python3'
const hasPaho = spawnSync(PYTHON, ['-c', 'import paho.mqtt'], { stdio: 'ignore' }).status === 0
const hasMosquitto = spawnSync('mosquitto_sub', ['--help'], { stdio: 'ignore' }).error === undefined

/** Wakes the car, subscribes only then, unlocks it, and prints what comes; with a wrong password the code that paho has for it. */
const PROGRAM = `
import json, sys
import paho.mqtt.client as mqtt
port, password, answers, commands, wake, unlock = sys.argv[1:]
client = mqtt.Client(*([mqtt.CallbackAPIVersion.VERSION1] if hasattr(mqtt, "CallbackAPIVersion") else []), clean_session=True)
client.username_pw_set("IMA_OAUTH_ACCESS_TOKEN", password)
def connected(client, _data, _flags, code):
    print(json.dumps({"connack": code}), flush=True)
    if code != 0:
        client.disconnect()
        return
    client.publish(commands + "/VehCharge/state", wake)
    client.subscribe(answers + "/#")
    client.publish(commands + "/Doors", unlock)
def told(client, _data, message):
    said = json.loads(message.payload)
    print(json.dumps(said), flush=True)
    if said["correlation_id"] == "unlock" and "return_code" in said:
        client.disconnect()
client.on_connect = connected
client.on_message = told
client.connect("127.0.0.1", int(port), keepalive=60)
client.loop_forever(retry_first_connection=False)
`

/** What a program prints, line by line, each of JSON. */
async function output (program: string, args: readonly string[]): Promise<unknown[]> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: unknown[] = []
  for await (const line of createInterface(child.stdout)) lines.push(JSON.parse(line))
  return lines
}

t.test("paho wakes a car before it subscribes, has a command carried out, and is refused with CONNACK's code", { skip: hasPaho ? false : 'paho for Python is not installed' }, async (t) => {
  const { port, admin } = await startMqtt(t)
  await admin('PATCH', `accounts/alice/vehicles/${VIN_OF_ALICE}`, { timing: { accept: 0, wake: 0, forward: 0, execute: 0 } })
  const run = async (password: string) => await output(PYTHON, ['-c', PROGRAM, String(port), password, ANSWERS, COMMANDS, command({ action: 'state' }, { correlation_id: 'wake' }), command({ action: 'unlock' }, { correlation_id: 'unlock' })])
  const lines = await run('alice')
  t.match(lines[0], { connack: 0 })
  t.match(lines.filter((line) => JSON.stringify(line).includes('"unlock"')), [{ process_code: '900' }, { process_code: '903' }, { return_code: '0', vin: VIN_OF_ALICE }])
  t.match(await run('mallory'), [{ connack: 5 }])
})

t.test("mosquitto's clients publish and listen", { skip: hasMosquitto ? false : 'mosquitto-clients is not installed' }, async (t) => {
  const { port, admin } = await startMqtt(t)
  await admin('PATCH', `accounts/alice/vehicles/${VIN_OF_ALICE}`, { timing: { accept: 0, wake: 0, forward: 0, execute: 0 } })
  const access = ['-h', '127.0.0.1', '-p', String(port), '-u', USER, '-P', 'alice']
  const heard = output('mosquitto_sub', [...access, '-t', `${ANSWERS}/#`, '-C', '3'])
  while (((await admin('GET', 'requests?operation=mqtt.subscribe')).body?.total ?? 0) === 0) await new Promise((resolve) => setImmediate(resolve))
  t.strictSame(await output('mosquitto_pub', [...access, '-t', `${COMMANDS}/Doors`, '-q', '1', '-m', command({ action: 'unlock' })]), [])
  t.match(await heard, [{ process_code: '900' }, { process_code: '903' }, { return_code: '0' }])
})
