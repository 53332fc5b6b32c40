import { onlyOn, optional, platformObject, text } from '../../language/parameter.ts'

/** What the operations have in common that open a page of the login server. */
export const page = {
  parameters: {
    local: optional(text('en')),
    context: onlyOn('Android only', platformObject('context'))
  }
} as const

/** What those of them have in common that the vendor lets anybody open: the page finds out who it is, or is left. */
export const openPage = { ...page, fails: [2102, 2368] } as const
