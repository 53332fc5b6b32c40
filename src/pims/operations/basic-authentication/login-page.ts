import { onlyOn, optional, platformObject, text } from '../../language/parameter.ts'

/** What the operations have in common that open a page of the login server. */
export const page = {
  component: 'BasicAuthentication',
  verb: 'set',
  api: 'pims.authentication.user',
  since: '2.0',
  parameters: {
    local: optional(text('en')),
    context: onlyOn('Android only', platformObject('context'))
  },
  fcaParameters: ['isSocial', 'social', 'sessionExpiration', 'username', 'email', 'password', 'firstName', 'lastName', 'country', 'consent'],
  output: {}
} as const

/** What those of them have in common that the vendor lets anybody open: the page finds out who it is. */
export const openPage = { ...page, errors: [2001, 2101, 2102, 2368] } as const
