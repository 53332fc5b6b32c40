/** What the first screen tells of a server. */
export interface FirstScreen {
  readonly version: string
  readonly sdkVersion: string
  readonly accounts: number
  /** An account to try it with. */
  readonly account: string | undefined
  /** `http://localhost:3000` */
  readonly http: string
  readonly https: string | undefined
  /** `mqtt://localhost:1883` */
  readonly mqtt: string | undefined
  /** Whether its certificate is of its own CA. */
  readonly ownCa: boolean
  /** Where other machines reach it, such as `http://192.168.1.5:3000`. */
  readonly network: readonly string[]
  /** Whether it runs in a container, whose own addresses lead nowhere from outside. */
  readonly inContainer: boolean
}

/** What a person reads first on a terminal: where to go from here. */
export function firstScreen ({ version, sdkVersion, accounts, account, http, https, mqtt, ownCa, network, inContainer }: FirstScreen): string {
  const { port } = new URL(http)
  const rows: ReadonlyArray<readonly [string, string]> = [
    ['Console', `${http}/console/`],
    ['Docs', `${http}/docs`],
    ['Phone', phoneText(port, network, inContainer)],
    ['Emulator', `http://10.0.2.2:${port}  (Android's name for this machine)`],
    ...https === undefined ? [] : [['HTTPS', `${https}${ownCa ? `  (its CA: ${http}/admin/ca.pem)` : ''}`] as const],
    ...mqtt === undefined ? [] : [['MQTT', mqtt] as const],
    ...account === undefined ? [] : [['Try', `curl -H 'Authorization: Bearer ${account}' '${http}/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678'`] as const]
  ]
  return [
    `pims-mock ${version}: ${accounts} account${accounts === 1 ? '' : 's'}, SDK ${sdkVersion}`,
    '',
    ...rows.map(([name, text]) => `  ${name.padEnd(10)}${text}`),
    '',
    ''
  ].join('\n')
}

function phoneText (port: string, network: readonly string[], inContainer: boolean): string {
  if (network.length === 0) return 'none: no other machine reaches it (HOST=0.0.0.0 listens on all addresses)'
  return inContainer ? `http://{address of the container's host}:${port}, where that port is published (docker run -p ${port}:${port})` : network.join('  ')
}
