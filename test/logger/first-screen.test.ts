import t from 'tap'
import { firstScreen } from '../../src/logger/first-screen.ts'

const server = { version: '0.2.0', sdkVersion: '2.0.X', accounts: 14, account: 'alice', http: 'http://localhost:3000', https: undefined, mqtt: undefined, ownCa: false, network: ['http://192.168.1.5:3000', 'http://[2001:db8::5]:3000'], inContainer: false }

t.test('the first screen says where to go from here', async (t) => {
  t.equal(firstScreen(server), `pims-mock 0.2.0: 14 accounts, SDK 2.0.X

  Console   http://localhost:3000/console/
  Docs      http://localhost:3000/docs
  Phone     http://192.168.1.5:3000  http://[2001:db8::5]:3000
  Emulator  http://10.0.2.2:3000  (Android's name for this machine)
  Try       curl -H 'Authorization: Bearer alice' 'http://localhost:3000/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678'

`)
})

t.test('it says so where no phone gets through, where HTTPS is, and tries nobody where nobody is', async (t) => {
  const screen = firstScreen({ ...server, accounts: 1, account: undefined, https: 'https://localhost:3443', ownCa: true, network: [] })
  t.match(screen, /1 account, /)
  t.match(screen, /Phone +none: .*HOST=0\.0\.0\.0/)
  t.match(screen, /HTTPS +https:\/\/localhost:3443 +\(its CA: http:\/\/localhost:3000\/admin\/ca\.pem\)/)
  t.notMatch(screen, /Try/)
})

t.test('the addresses of a container are not offered to phones', async (t) => {
  const screen = firstScreen({ ...server, inContainer: true })
  t.match(screen, "Phone     http://{address of the container's host}:3000, where that port is published (docker run -p 3000:3000)")
  t.notMatch(screen, '192.168.1.5')
  t.match(firstScreen({ ...server, network: [], inContainer: true }), /Phone +none/)
})
