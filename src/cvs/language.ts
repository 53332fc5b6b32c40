import { InweboError } from '../inwebo/inwebo-error.ts'
import { oauthLanguage } from '../oauth/language.ts'
import { OAuthError } from '../oauth/oauth-error.ts'

/** How the CVS face words its refusals: as the OAuth face does, and whatever inWebo refuses makes the grant invalid. */
export const cvsLanguage = {
  ...oauthLanguage,
  refusalOf: (error: unknown) => error instanceof InweboError ? new OAuthError('invalid_grant', error.message) : oauthLanguage.refusalOf(error)
}
