/** Whether a content type is one of JSON; capital and small letters are the same (RFC 9110, section 8.3.1). */
export const isJsonType = (contentType: unknown): boolean => /json/i.test(String(contentType))
