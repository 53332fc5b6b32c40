import type { Account } from '../sandbox/accounts/account.ts'
import { escapeMarkup as escape } from '../lib/text/escape.ts'

/** How many accounts the page lists; any other can be typed. */
const LISTED = 200

/** The parameters of an authorization request, which every link and form carries on. */
type Query = Readonly<Record<string, string | undefined>>

const STYLE = `:root{color-scheme:light dark;--muted:light-dark(#595959,#a6a6a6);--line:light-dark(#d9d9d9,#404040);--link:light-dark(#0b57d0,#8ab4f8);--alert:light-dark(#b3261e,#f2b8b5)}
body{font:16px/1.4 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1.5rem 1rem}
h1{font-size:1.5rem}ul{list-style:none;padding:0;border-top:1px solid var(--line)}
li a{display:flex;flex-wrap:wrap;align-items:center;gap:0 .75rem;min-height:44px;padding:.25rem .5rem;border-bottom:1px solid var(--line);color:var(--link);overflow-wrap:anywhere;text-decoration:none}li a:hover,li a:focus-visible{text-decoration:underline}
small{color:var(--muted)}[role=alert],.fails{color:var(--alert)}.fails{flex-basis:100%}
form{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end}label{display:grid;flex:1 1 12rem}
input{font:inherit;min-height:44px;box-sizing:border-box;padding:.25rem .75rem}`

/** A link target or form action: the authorization request again, with something changed. */
function again ({ login, username, password, ...query }: Query, changed: Query = {}): string {
  const given = Object.entries({ ...query, ...changed }).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `?${escape(new URLSearchParams(given).toString())}`
}

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · pims-mock</title><style>${STYLE}</style></head>
<body><h1>${title}</h1>${body}</body></html>
`

/**
 * The page that stands in for the vendor's login: a link for each account of the sandbox, and the form that automatic
 * logins fill.
 * @param unknown a login that no account has
 * @param failureOf what the operations of an account fail with, where they do
 */
export function loginPage (accounts: Iterable<Account>, query: Query, unknown?: string, failureOf: (account: Account) => string | undefined = () => undefined): string {
  const links: string[] = []
  let more = false
  for (const account of accounts) {
    more = links.length >= LISTED
    if (more) break
    const { id, login, brand } = account
    const failure = failureOf(account)
    const fails = failure === undefined ? '' : ` <small class="fails">${escape(failure)}</small>`
    links.push(`<li><a href="${again(query, { login: id })}">${escape(id)} <small>${escape(login)}, ${brand}</small>${fails}</a></li>`)
  }
  const hint = unknown === undefined ? '' : `<p role="alert">There is no account “${escape(unknown)}” in this sandbox.</p>`
  return page('Log in as', `${hint}<ul>${links.join('\n')}</ul>${more ? '<p>…and others: type one.</p>' : ''}
<form id="gigya-login-form" method="post" action="${again(query)}">
<label>Account or login <input name="username" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="off" placeholder="any, or none"></label>
<input type="submit" value="Log in"></form>
<p><small>This is a mock: no password is checked. Skip this page with ?login= or the header X-Login-As.</small></p>`)
}

/** The page after the form: the vendor asks there whether the app may know the user. */
export const consentPage = ({ id, login }: Account, query: Query): string =>
  page('Allow the app', `<p>The app wants to act for ${escape(id)} <small>${escape(login)}</small>.</p>
<form id="cvs_from" method="post" action="${again(query, { login: id })}"><input type="submit" value="Allow"></form>`)
