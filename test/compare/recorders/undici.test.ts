import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { fetch, SnapshotAgent } from 'undici'
import { compareCapture, compareSource } from '../../../src/compare/compare.ts'
import { openCapture } from '../../../src/compare/files/open-capture.ts'
import { started } from '../../library/support.ts'

t.test("a recording of undici's SnapshotAgent is the same on another mock, equal calls at the time of the last", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'snapshot-'))
  t.teardown(() => { rmSync(folder, { recursive: true }) })
  const path = join(folder, 'snapshot.json')
  const real = (await started(t)).sandbox()
  const dispatcher = new SnapshotAgent({ mode: 'record', snapshotPath: path })
  const ask = async (asked: string, options: object = {}) => await (await fetch(`${real.url}/${asked}`, { headers: { authorization: 'Bearer alice', 'content-type': 'application/json' }, dispatcher, ...options })).text()
  await ask('pims.authentication.trustedphonenumber')
  await ask('pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678')
  await ask('pims.authentication.smscode', { method: 'POST', body: JSON.stringify({ type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' }) })
  await ask('../../health')
  await ask('pims.authentication.trustedphonenumber')
  await dispatcher.saveSnapshots()
  await dispatcher.close()
  const options = { account: 'alice', format: 'text' } as const
  const same = /^pims-mock compare: 5 entries, 1 not of this service\n3 .* 200 +same\n4 .* 400 +same\n1 .* 200 +same\n2 .* 200 +same\n0 different, 4 same, 0 not compared\.$/
  t.match((await compareSource(await openCapture(path), (await started(t)).sandbox(), options)).report, same)
  t.match((await compareCapture(JSON.parse(readFileSync(path, 'utf8')), (await started(t)).sandbox(), options)).report, same)
})
