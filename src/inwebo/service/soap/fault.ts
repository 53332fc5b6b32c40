import { DECLARATION, element } from '../xml.ts'

export const SOAP_TYPE = 'text/xml; charset=utf-8'
export const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/'
export const INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance'

/** Who is to blame, in the words of SOAP 1.1. */
export type FaultCode = 'Client' | 'Server' | 'VersionMismatch'

/** A request that is not answered but by a fault; its message is the reason, for the author of a client. */
export class SoapFault extends Error {
  readonly faultCode: FaultCode

  constructor (faultCode: FaultCode, reason: string) {
    super(reason)
    this.faultCode = faultCode
  }
}

/** What a fault is called in its envelope, and in the journal. */
export const faultName = (code: FaultCode): string => `soapenv:${code}`

/** An envelope around a body that is XML already. */
export const envelope = (body: string): string =>
  `${DECLARATION}<soapenv:Envelope xmlns:soapenv="${ENVELOPE}" xmlns:xsi="${INSTANCE}"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`

/** A fault without details: some clients lose the text of one that has any. */
export const writeFault = (code: FaultCode, reason: string): string =>
  envelope(`<soapenv:Fault>${element('faultcode', faultName(code))}${element('faultstring', reason)}</soapenv:Fault>`)
