// An app that changes the trusted phone number of its user, as small as can be:
//   PIMS_MOCK_URL=http://localhost:3000 node change-number.mjs 0612345678
// It exits with 0 when the number is changed, and with 3 when it has told the user why not.
const { PIMS_MOCK_URL: url = 'http://localhost:3000' } = process.env
const [phoneNumber = '0612345678'] = process.argv.slice(2)
const headers = { authorization: 'Bearer alice', 'content-type': 'application/json' }

const TRIES = 3
/** What may pass by itself. */
const passing = new Set([2201, 2202, 2204])
const told = {
  2308: 'You cannot change your number with this app.',
  2309: 'Please update this app.',
  2310: 'Your account is blocked. Please call us.',
  2312: 'This phone is not yours any more. Please enrol it again.',
  2313: 'Please activate strong authentication first.',
  2314: 'The service is not available. Please try again tomorrow.',
  2317: 'Your PIN is blocked. Please reset it.'
}

async function ask (request) {
  for (let tries = 1; ; tries++) {
    const { status, result, error } = await (await fetch(`${url}/${request.path}`, { ...request, headers })).json()
    if (status === 'SUCCEEDED') return result
    if (passing.has(error.code) && tries < TRIES) continue
    throw Object.assign(new Error(error.label), { code: error.code })
  }
}

/** The user reads the SMS; here, the inbox of the mock does. */
async function readCode () {
  const { code } = await (await fetch(`${url}/admin/sms/latest?account=alice&wait=1000`)).json()
  return code
}

async function changeNumber () {
  await ask({ path: `pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=${phoneNumber}` })
  await ask({ path: 'pims.authentication.smscode', method: 'POST', body: JSON.stringify({ type: 'modifyPhoneNumber', smsCode: await readCode(), phoneNumber }) })
}

/** The number is changed, and the account is not in step yet: it must be read anew before the user sees it. */
async function isChanged () {
  return (await ask({ path: 'pims.authentication.trustedphonenumber' })).phoneNumber === phoneNumber
}

try {
  await changeNumber()
  console.log('Your number is changed.')
} catch (error) {
  if (error.code === 2316 && await isChanged()) console.log('Your number is changed.')
  else if (error.code in told || passing.has(error.code)) {
    console.log(told[error.code] ?? 'Please try again later.')
    process.exitCode = 3
  } else throw error
}
