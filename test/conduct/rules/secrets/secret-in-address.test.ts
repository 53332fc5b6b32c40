import t from 'tap'
import { secretInAddress } from '../../../../src/conduct/rules/secrets/secret-in-address.ts'
import { clientOf } from '../../../support/conduct.ts'

t.test('a token, a code, a PIN or the number in the query of a POST is found, and one in a path', async (t) => {
  const { ask, found, send, token } = clientOf(secretInAddress)
  send('014028')
  const refresh = token('refresh')
  const ids = [
    ask({ method: 'POST', face: 'oauth', operation: 'oauth.token', url: `/am/oauth2/access_token?refresh_token=${refresh}` }),
    ask({ method: 'POST', operation: 'set.smscode.modifyPhoneNumber', url: '/pims.authentication.smscode?smsCode=014028' }),
    ask({ method: 'POST', operation: 'set.pincode.update', url: '/pims.authentication.pincode?pinCode=1234' }),
    ask({ method: 'POST', operation: 'set.smscode.modifyPhoneNumber', phoneNumber: '+33612345678', url: '/pims.authentication.smscode?phoneNumber=06%2012%2034%2056%2078' }),
    ask({ face: null, url: '/codes/014028' }),
    ask({ face: null, url: '/pins/1234' }),
    ask({ operation: 'get.account', url: `/pims.authentication.account?note=${token()}` })
  ].map(({ id }) => [id])
  t.strictSame(found(), ids)
})

t.test('not found is what a GET asks for by its own parameters, the login page, the device protocol, what is no secret of this sandbox, and a number that is a PIN by chance', async (t) => {
  const { ask, found, send, token } = clientOf(secretInAddress)
  send('014028')
  send('801402805', 'enrollment')
  ask({ operation: 'get.smscode.phoneNumberCertification', phoneNumber: '+33612345678', url: '/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678' })
  ask({ operation: 'get.otp.withPIN', url: '/pims.authentication.otp?action=withPIN&pinCode=1234' })
  ask({ face: 'oauth', operation: 'oauth.authorize', url: `/am/oauth2/authorize?state=${token()}` })
  ask({ face: 'inwebo', operation: 'inwebo.activate', url: '/iwws/MAC?code=801402805' })
  ask({ method: 'POST', operation: 'set.smscode.modifyPhoneNumber', url: '/pims.authentication.smscode?smsCode=999999&x=%E0%A4%A' })
  ask({ method: 'POST', operation: 'set.smscode.modifyPhoneNumber', url: '/pims.authentication.smscode?version=1234' })
  ask({ face: null, url: '/users/1234' })
  t.strictSame(found(), [])
})
