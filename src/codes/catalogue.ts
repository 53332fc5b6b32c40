interface Entry {
  /** As the vendor's JSON examples spell it, to the byte. */
  readonly label: string
  /** The label of SDK 2.0.X, where it was another. */
  readonly label20X?: string
  /** HTTP status of the answer that carries the code; 500 when absent. */
  readonly status?: number
  /** The first SDK that knows the code; 2.0 when absent. */
  readonly since?: string
  /** Whether the vendor lists codes of other systems beneath this one. */
  readonly suberrors?: true
}

/** Every documented code of the Mobile SDK (error reference, v2.0.X and v2.3), in the vendor's order. */
export const catalogue = {
  // Generic error
  2000: { label: 'Unknown error' },
  2001: { label: 'Facade not initialized', status: 503 },
  2002: { label: 'API not supported', status: 404 },
  2003: { label: '[Component] not loaded', status: 503 },
  2004: { label: 'Configuration file invalid', status: 503 },
  2005: { label: 'Duplicate command', status: 409 },
  2006: { label: 'Core not well configured', status: 503 },
  2007: { label: 'Facade already initialized', status: 409 },

  // Input error
  2010: { label: '[PARAMETER] not set', status: 400, since: '2.0' },
  2101: { label: 'Missing [PARAMETER] parameter', status: 400 },
  2102: { label: 'Invalid [PARAMETER] parameter', status: 400 },

  // Output Error
  2201: { label: 'Timeout', label20X: 'Timeout/Polling Timeout/Command Timeout', status: 504 },
  2202: { label: 'Network problem : No internet', status: 503 },
  2203: { label: 'Invalid return [Parsing error] ou [No data] ou [invalid Data]', status: 502 },
  2204: { label: 'Server Error', suberrors: true },
  2205: { label: 'CEA Error', suberrors: true },
  2208: { label: 'Certificat pinning failed' },
  2209: { label: 'Altran Error', suberrors: true },

  // Gigya error
  2210: { label: 'error.gigyaSessionError', since: '2.3' },

  // PIMS specific error
  2301: { label: 'Need Basic Authentication (to get CVS token)', status: 401 },
  2302: { label: 'Need Strong Authentication ', status: 401 },
  2303: { label: 'Failed to logout' },
  2305: { label: 'The sms code is invalid', status: 422 },
  2306: { label: 'The sms code is expired', status: 422 },
  2307: { label: 'User dont have a phone number', status: 404 },
  2308: { label: 'inwebo: access refused', status: 403 },
  2309: { label: 'inwebo: version error', status: 426 },
  2310: { label: 'inwebo: account is blocked ', status: 423 },
  2311: { label: 'inwebo: internal state not correct', status: 409 },
  2312: { label: 'inwebo: device is disabled or unknown', status: 403 },
  2313: { label: 'inwebo: User must activate inWebo helium or inWebo Desktop Token before achieving this operation', status: 403 },
  2314: { label: 'inwebo: No service is available', status: 503 },
  2315: { label: 'inwebo: the new password equals the previous one', status: 409 },
  2316: { label: 'inwebo: the operation succeeded but it required a post-synchronization which failed', status: 502 },
  2317: { label: 'inwebo: forbidden operation (due to activated state/blocked state/upgradable state)', status: 403 },
  2318: { label: 'IdToken not valid' },
  2319: { label: 'IdToken bad format' },
  2320: { label: 'Not enought Answered Questions' },
  2321: { label: 'Invalid ID searched' },
  2323: { label: "You aren't the owner of this vehicle" },
  2325: { label: 'Immediate charging request discarded, defered hour has been change' },
  2326: { label: 'Defered hour request discarded, immediate charging has been launch' },
  2327: { label: 'Invalid image' },
  2328: { label: 'Invalid cropping area' },
  2329: { label: 'Immediate [ACTION] request discarded due to SEV different than STOP.' },
  2330: { label: 'Immediate charging request discarded due to charging system is standby' },
  2331: { label: 'Immediate charging request discarded due to charging already ongoing.' },
  2332: { label: 'Immediate charging request discarded due to communication problem with charging system.' },
  2333: { label: 'Immediate preconditioning request discarded due to preconditioning already ongoing.' },
  2334: { label: 'Immediate preconditioning request discarded due to communication problem with preconditioning system.' },
  2335: { label: 'Stop preconditioning request discarded due to SEV different than STOP. ' },
  2336: { label: 'Stop preconditioning request discarded due to precondtioning not running.' },
  2337: { label: 'Charging Defered Hours need to be update' },
  2338: { label: 'Preconditioning program need to be update' },
  2339: { label: 'Service already started' },
  2340: { label: '[Permition] need to be granted' },
  2341: { label: '[Location or Bluetooth] need to be activated on the phone' },
  2342: { label: 'Smartphone not paired with the vehicle' },
  2343: { label: 'Failed to clear data' },
  2344: { label: '[Component] not configured', status: 503 },
  2345: { label: 'No data saved' },
  2346: { label: 'No Step for this stepsID [stepsID]' },
  2347: { label: '[Component] not supported on simulator' },
  2348: { label: 'StrongID document quoata reached ' },
  2349: { label: 'StrongID enrollment already exists ' },
  2350: { label: '[Method] is deprecated since [version]' },
  2351: { label: 'Immediate refresh request discarded due to refresh already ongoing.' },
  2353: { label: "Command can't be execute another command are ongoing" },
  2354: { label: 'Invalid Key Car Position ' },
  2355: { label: 'Invalid Signature' },
  2356: { label: 'Invalid Timestamp' },
  2357: { label: 'Doors state need to be update' },
  2358: { label: 'Horn request have been execute with succes earlier wait to send new one' },
  2359: { label: 'Light request have been execute with succes earlier wait to send new one' },
  2360: { label: "All vehicle's doors are unlocked" },
  2361: { label: "All vehicle's doors are locked" },
  2362: { label: 'Lock/Unlock request discarded due to door open' },
  2363: { label: 'Lost connection with MQTT brocker' },
  2364: { label: "Command can't be execute because same command are ongoing" },
  2365: { label: "Command can't be execute because no subscribe are running" },
  2366: { label: 'VIN not valid for this request' },
  2367: { label: 'Service not started' },
  2368: { label: 'WebView canceled' },
  2369: { label: 'Webview permission denied' },
  2370: { label: "Can't remove trip with identifier: [IDENTIFIER]" },
  2371: { label: "Can't merge trips with identifiers: [IDENTIFIERS LIST]" },
  2372: { label: "Can't unmerge trip with identifier: [IDENTIFIER]" },
  2373: { label: "Can't import [Table name] from file" },
  2374: { label: "Can't export [Table name]" },
  2375: { label: "Can't retrieve trip with ID: [IDENTIFIER]" },
  2376: { label: "Can' Edit trip with ID: [IDENTIFIER]" },
  2377: { label: 'Broker connexion failed' },
  2378: { label: "Can't store fuel price" },
  2379: { label: "Can't retrieve trips from old database" },

  // Gigya error
  2383: { label: 'error.accountTemporarilyLockedOut', since: '2.3' },
  2384: { label: 'error.gigya.social.login.account.pending.verification', since: '2.3' },
  2387: { label: 'error.gigya.social.login.need.social.link', since: '2.3' },
  2388: { label: 'error.gigya.social.login.account.already.exists', since: '2.3' },
  2389: { label: 'error.gigya.social.login.incomplete.userProfile', since: '2.3' },

  // PIMS specific error
  2390: { label: 'Phone number allready registered', status: 409 }
} as const satisfies Record<number, Entry>

export type ErrorCode = keyof typeof catalogue

export const errorCodes: readonly ErrorCode[] = Object.keys(catalogue).map((code) => Number(code) as ErrorCode)

export const isErrorCode = (code: number): code is ErrorCode => Object.hasOwn(catalogue, code)

const entryOf = (code: ErrorCode): Entry => catalogue[code]

/** HTTP status of the answer that carries the code (docs/reference/http-api.md#3-the-pims-face). */
export const statusOf = (code: ErrorCode): number => entryOf(code).status ?? 500

/** Whether the vendor lists codes of other systems beneath this one. */
export const hasSubCodes = (code: ErrorCode): boolean => entryOf(code).suberrors === true

/** The first SDK that knows the code. */
export const sinceOf = (code: ErrorCode): string => entryOf(code).since ?? '2.0'

/** The documented label, placeholders and all, as this generation of the SDK spells it. */
export function labelOf (code: ErrorCode, sdkVersion: string): string {
  const { label, label20X = label } = entryOf(code)
  return sdkVersion === '2.0.X' ? label20X : label
}
