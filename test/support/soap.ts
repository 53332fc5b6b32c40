/** An envelope of SOAP 1.1 around a request, each field in its place. */
export const envelopeOf = (operation: string, fields: Readonly<Record<string, string | number>>, namespace = 'http://service.inwebo.com'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><${operation} xmlns="${namespace}">${Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</${operation}></soap:Body></soap:Envelope>`

/** The texts of the elements of this name in an answer. */
export const textsOf = (xml: string, name: string): string[] => [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text)
