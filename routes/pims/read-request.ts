import type { FaceRequest } from '../../src/http/face-request.ts'
import { bearer } from '../../src/http/bearer.ts'
import type { PimsRequest } from '../../src/pims/dispatch.ts'

/** Device of a request that names none. */
const DEFAULT_DEVICE = 'device-1'

/** Who sends a request, as its headers say. */
export const senderOf = ({ headers }: FaceRequest): Pick<PimsRequest, 'token' | 'deviceId' | 'loginAs'> => ({
  token: bearer(headers.authorization),
  deviceId: headerText(headers['x-device-id']) ?? DEFAULT_DEVICE,
  loginAs: headerText(headers['x-login-as'])
})

/** The value of a header; an empty one was not sent. */
const headerText = (header: string | string[] | undefined): string | undefined => header === undefined || header === '' ? undefined : String(header)
