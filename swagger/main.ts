import SwaggerUI from 'swagger-ui-dist/swagger-ui-bundle.js'
import { filterOperations } from './filter.ts'
import { mainJobFirst, mainTagFirst } from './order.ts'

/** The account that every request is tried as, until another is chosen. */
const ACCOUNT = 'alice'
/** Where the console keeps the admin token of this tab. */
const ADMIN_TOKEN = 'pims-mock.admin-token'

/** The server as this page reaches it, behind a proxy's path too. */
const origin = new URL('..', location.href.replace(/[?#].*/, '')).href.replace(/(\/sandbox\/[^/]+)?\/$/, '')

const dark = matchMedia('(prefers-color-scheme: dark)')
const paint = (): void => { document.documentElement.classList.toggle('dark-mode', dark.matches) }
dark.addEventListener('change', paint)
paint()

const page = SwaggerUI({
  url: `openapi.json?origin=${encodeURIComponent(origin)}`,
  domNode: document.querySelector('#page'),
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  docExpansion: 'list',
  filter: true,
  operationsSorter: mainJobFirst,
  tagsSorter: mainTagFirst,
  onComplete: signIn,
  plugins: [{ fn: { opsFilter: filterOperations } }],
  tryItOutEnabled: true,
  validatorUrl: null
})

function signIn (): void {
  page.preauthorizeApiKey('account', ACCOUNT)
  const token = adminToken()
  if (token !== null) page.preauthorizeApiKey('admin', token)
  const filter = document.querySelector<HTMLInputElement>('.operation-filter-input')
  if (filter === null) return
  filter.placeholder = 'Filter: path, word, code such as 2310'
  filter.ariaLabel = filter.placeholder
}

function adminToken (): string | null {
  try {
    return sessionStorage.getItem(ADMIN_TOKEN)
  } catch { // a browser that keeps nothing
    return null
  }
}
