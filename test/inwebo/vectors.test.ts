import t from 'tap'
import { encryptUnder, kmaOf } from '../../src/inwebo/crypto/primitives.ts'
import { removeEnrollments } from '../../src/inwebo/remove-enrollments.ts'
import { answer } from '../../src/inwebo/device-protocol/dispatch.ts'
import { redeemOtp } from '../../src/inwebo/issue-otp.ts'
import { otpNumber } from '../../src/inwebo/crypto/otp-algorithm.ts'
import { oaepPad } from '../../src/inwebo/crypto/rsa.ts'
import { inweboWorld, putCode } from '../support/inwebo.ts'
import { privateKeys, recorded, type Trace, type Vector, vectors } from '../support/vectors.ts'
import { rsaRaw } from '../../src/compare/device/sealed.ts'

const REPLAYED = /no device of carol has made this one-time password, or it was redeemed or retired already/

/** What someone at the server did before an exchange: vector 3 plays with the quota and removes a device. */
function prepare (world: ReturnType<typeof inweboWorld>, vector: Vector, request: URLSearchParams): void {
  const { sandbox, account } = world
  const code = request.get('code')
  const step = vector.steps.find(({ sms }) => sms === code)
  const isFirst = request.get('action') === 'ActionSetup'
  if (code !== null && isFirst && step?.why !== 'unknown SMS code') putCode(sandbox, 'enrollment', code)
  const isQuota = step?.why === 'quota of 1 reached'
  const isLifted = code !== null && !isQuota && account().limits?.maxEnrollments !== undefined
  if (code !== null) sandbox.accounts.put({ ...account(), limits: isQuota ? { maxEnrollments: 1 } : {}, ...isLifted && { blocked: 'NotBlocked' } })
  const isLast = vector.name === 'vector-3' && request.get('mode') === 'otp' && account().blocked !== 'NotBlocked'
  if (isLast) removeEnrollments(sandbox, account())
}

const variationOf = ({ J, dK1, K1plain, event }: Trace) =>
  event === 'finalize.otp' ? { J: J !== undefined, dK1: dK1 !== undefined, K1: K1plain !== undefined } : {}

for (const vector of vectors) {
  t.test(`${vector.name}: every answer is the recorded one, byte for byte`, async (t) => {
    const pin = vector.name === 'vector-1' ? {} : { pin: vector.name === 'vector-2' ? '246810' : '1357' }
    const world = inweboWorld({ account: pin })
    let now: Trace = { event: '' }
    const { keys, random } = recorded(vector, () => now)
    const wire = vector.wire.values()
    for (now of vector.server_trace) {
      if (now.event === 'redeem') {
        const { password = '' } = now
        t.equal(redeemOtp(world.sandbox, world.account(), password).inwebo?.id, now.device)
        t.throws(() => redeemOtp(world.sandbox, world.account(), password), REPLAYED, 'redeemed once')
        continue
      }
      const { value } = wire.next()
      if (value === undefined) throw new Error('the trace has more exchanges than the wire')
      const request = new URLSearchParams(value.request.slice(value.request.indexOf('?') + 1))
      prepare(world, vector, request)
      const context = { sandbox: world.sandbox, keys, random, variation: variationOf(now) }
      t.equal(answer(context, Object.fromEntries(request)).xml, value.response, `${request.get('action')} ${request.get('mode')}`)
    }
  })

  t.test(`${vector.name}: sealed blocks and numbers are the recorded ones`, async (t) => {
    const { factory } = privateKeys(vector)
    for (const { blocks = [], msBlocks = [], otp } of vector.server_trace) {
      for (const { payload, oaepSeed, em, block } of [...blocks, ...msBlocks]) {
        t.equal(oaepPad(Buffer.from(payload, 'hex'), Buffer.from(oaepSeed, 'hex')).toString('hex'), em)
        t.equal(rsaRaw(factory, Buffer.from(block, 'hex')).toString('hex'), em, 'what a device reads')
      }
      const [K1 = '', defi = '', secval = ''] = otp?.text.split(':') ?? []
      if (otp !== undefined) t.equal(otpNumber(K1, defi, secval), otp.number)
    }
  })
}

t.test('Kma and secval are those of the first recorded enrolment', async (t) => {
  t.equal(kmaOf('1357', '3f9a61c07be25d48/_/a3cf58671cd720872d072045943ff375'), 'dac61e75fa8abc6adfcd3ec51f7b539c')
  t.equal(encryptUnder('dac61e75fa8abc6adfcd3ec51f7b539c', 'a3ae60cc1fe7c5c7c1a73030e51ffd26'), '6948d0c81ca88c3e09e82112a76c4163')
})
