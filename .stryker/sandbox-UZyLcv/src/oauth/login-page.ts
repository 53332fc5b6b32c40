// @ts-nocheck
import type { Account } from '../sandbox/account.ts'
import { escapeMarkup as escape } from '../lib/escape.ts'

/** How many accounts the page lists; any other can be typed. */
const LISTED = 200

const STYLE = 'body{font:16px system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}li{margin:.4rem 0}small{color:#666}input,button{font:inherit;padding:.3rem .6rem}'

/** A form that sends the authorization request again, with a login. */
function form (query: Readonly<Record<string, string | undefined>>): string {
  const hidden = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || name === 'login' ? [] : [`<input type="hidden" name="${escape(name)}" value="${escape(value)}">`])
  return `<form method="get">${hidden.join('')}<label>Account or login <input name="login" required></label> <button>Log in</button></form>`
}

/**
 * The page that stands in for the vendor's login: a link for each account of the sandbox.
 * @param unknown a login that no account has
 */
export function loginPage (accounts: Iterable<Account>, query: Readonly<Record<string, string | undefined>>, unknown?: string): string {
  const links: string[] = []
  let more = false
  for (const { id, login, brand } of accounts) {
    more = links.length >= LISTED
    if (more) break
    const given = Object.entries({ ...query, login: id }).filter((entry): entry is [string, string] => entry[1] !== undefined)
    links.push(`<li><a href="?${escape(new URLSearchParams(given).toString())}">${escape(id)}</a> <small>${escape(login)}, ${brand}</small></li>`)
  }
  const hint = unknown === undefined ? '' : `<p role="alert">There is no account “${escape(unknown)}” in this sandbox.</p>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Log in · pims-mock</title><style>${STYLE}</style></head>
<body><h1>Log in as</h1>${hint}<ul>${links.join('\n')}</ul>${more ? '<p>…and others: type one.</p>' : ''}
${form(query)}
<p><small>This is a mock: no password is asked. Skip this page with ?login= or the header X-Login-As.</small></p></body></html>
`
}
