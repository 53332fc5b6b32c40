import { connect } from 'pims-mock'
import { test } from 'pims-mock/vitest'
import { describe, expect } from 'vitest'

const phoneNumber = '0612345678'

describe.concurrent('changing the trusted phone number', () => {
  test('works with the code of the SMS', async ({ pims }) => {
    await pims.call('get.smscode.phoneNumberCertification', { phoneNumber })
    const smsCode = await pims.sms({ to: phoneNumber })
    const { status } = await pims.call('set.smscode.modifyPhoneNumber', { smsCode, phoneNumber })
    expect(status).toBe('SUCCEEDED')
    expect((await pims.account('alice').get()).trustedPhoneNumber).toBe('+33612345678')
  })

  test('is refused on a blocked account', async ({ pims }) => {
    await pims.fail(2310, { operation: 'modifyPhoneNumber', times: 1 })
    const { error } = await pims.call('set.smscode.modifyPhoneNumber', { smsCode: '123456', phoneNumber })
    expect(error?.code).toBe(2310)
    await pims.verify('modifyPhoneNumber', { times: 1, code: 2310 })
  })

  test('is refused when the code is too old', async ({ pims }) => {
    await pims.call('get.smscode.phoneNumberCertification', { phoneNumber })
    const smsCode = await pims.sms()
    await pims.advance('PT6M')
    const { error } = await pims.call('set.smscode.modifyPhoneNumber', { smsCode, phoneNumber })
    expect(error?.code).toBe(2102)
  })

  test('survives a connection that breaks', async ({ pims }) => {
    await pims.fail('reset', { operation: 'trustedphonenumber', times: 1 })
    await expect(pims.call('get.trustedphonenumber')).rejects.toThrow('No pims-mock answers')
    expect((await pims.call('get.trustedphonenumber')).status).toBe('SUCCEEDED')
  })

  for (let i = 1; i <= 20; i++) {
    test(`sees nothing of the other tests, ${i}`, async ({ pims, mock }) => {
      expect(await pims.requests()).toEqual([])
      await pims.call('get.smscode.phoneNumberCertification', { phoneNumber: `06123456${String(i).padStart(2, '0')}` })
      expect(await connect(mock.url).sandbox(pims.id).messages()).toHaveLength(1)
    })
  }
})
