/** Whether a text begins as one in UTF-16 does that says so. */
export const isUtf16 = ([first, second]: Uint8Array): boolean => (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

/** What to do with a file that is one. */
export const UTF16 = 'It is UTF-16, as > of Windows PowerShell writes. Write it as UTF-8: … | Out-File -Encoding utf8 pims-mock.har'
