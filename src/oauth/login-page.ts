import type { Account } from '../sandbox/accounts/account.ts'
import { escapeMarkup as escape } from '../lib/text/escape.ts'

/** How many accounts the page lists; any other can be typed. */
const LISTED = 200

/** The parameters of an authorization request, which every link and form carries on. */
type Query = Readonly<Record<string, string | undefined>>

/** The console's colours and measures. */
const STYLE = `:root{color-scheme:light dark;--bg:light-dark(#f3f4f6,#0e1116);--surface:light-dark(#fff,#161b22);--sunken:light-dark(#eceef2,#202731);--ink:light-dark(#14181f,#e8ecf1);--muted:light-dark(#566070,#9da8b6);--line:light-dark(#dde0e6,#2a323d);--edge:light-dark(#7a8390,#78838f);--accent:light-dark(#1c5bc9,#83b2ff);--on-accent:light-dark(#fff,#161b22);--alert:light-dark(#b0241c,#ff938b)}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:14px/20px system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
header{padding:14px 16px;background:#141922;color:#eef1f5;font-weight:600}header small{margin-left:8px;color:#a9b3c1;font-weight:400}
main{max-width:640px;margin:0 auto;padding:24px 16px;display:grid;gap:16px}
h1,h2,p,ul{margin:0}h1{font-size:20px;line-height:28px;font-weight:600}h2{padding:12px 16px;font-size:12px;line-height:16px;font-weight:600;color:var(--muted)}
form,section{background:var(--surface);border:1px solid var(--line);border-radius:10px}form{padding:16px;display:flex;flex-wrap:wrap;gap:12px;align-items:end}
label{display:grid;gap:4px;flex:1 1 200px}label.check{display:flex;flex:1 1 60%;align-items:center;gap:8px;min-height:44px}
input{font:inherit;color:inherit}input[name=username],input[name=password]{min-height:44px;padding:0 12px;border:1px solid var(--edge);border-radius:8px;background:var(--surface)}input[type=checkbox]{width:18px;height:18px;margin:0;accent-color:var(--accent)}
input[type=submit]{min-height:44px;padding:0 20px;border:1px solid var(--accent);border-radius:8px;background:var(--accent);color:var(--on-accent);font-weight:500;cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
ul{list-style:none;padding:0}li a{display:flex;flex-wrap:wrap;align-items:center;gap:0 12px;min-height:44px;padding:6px 16px;border-top:1px solid var(--line);color:var(--accent);overflow-wrap:anywhere;text-decoration:none}li a:hover{background:var(--sunken)}li:last-child a{border-radius:0 0 10px 10px}
small{font-size:12px;line-height:16px;color:var(--muted)}[role=alert],.fails{color:var(--alert)}.fails{flex-basis:100%}.more{padding:12px 16px;border-top:1px solid var(--line)}`

/** By these psa_car_controller's automatic login finds on the vendor's page what to say of a login that failed. */
const ERROR_CLASSES = 'gigya-error-msg gigya-form-error-msg gigya-error-msg-active'

/** A link target or form action: the authorization request again, with something changed. */
function again ({ login, username, password, remember, ...query }: Query, changed: Query = {}): string {
  const given = Object.entries({ ...query, ...changed }).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `?${escape(new URLSearchParams(given).toString())}`
}

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · pims-mock</title><style>${STYLE}</style></head>
<body><header>pims-mock <small>instead of the brand’s login</small></header><main><h1>${title}</h1>${body}</main></body></html>
`

/**
 * The page that stands in for the vendor's login: the form that automatic logins fill, by the names that it has there, and
 * a link for each account of the sandbox.
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
  const hint = unknown === undefined ? '' : `<div class="${ERROR_CLASSES}" role="alert">There is no account “${escape(unknown)}” in this sandbox.</div>`
  const list = links.length === 0 ? '' : `\n<section><h2>or log in at once as</h2><ul>${links.join('\n')}</ul>${more ? '<p class="more">…and others: type one.</p>' : ''}</section>`
  return page('Log in', `${hint}
<form id="gigya-login-form" method="post" action="${again(query)}">
<label>Account or login <input name="username" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="off" placeholder="any, or none"></label>
<label class="check" for="gigya-checkbox-remember"><input id="gigya-checkbox-remember" name="remember" type="checkbox"> Remember me</label>
<input type="submit" value="Log in"></form>${list}
<p><small>This is a mock: no password is checked, nobody is remembered. Skip this page with ?login= or the header X-Login-As.</small></p>`)
}

/** The page after the form: the vendor asks there whether the app may know the user. */
export const consentPage = ({ id, login }: Account, query: Query): string =>
  page('Allow the app', `<p>The app wants to act for ${escape(id)} <small>${escape(login)}</small>.</p>
<form id="cvs_from" method="post" action="${again(query, { login: id })}"><input type="submit" value="Allow"></form>`)
