import { NETWORK_CODES } from '../../../words/network-codes.ts'
import type { ParameterType, ServiceOperation } from '../operation.ts'
import { activateCode, addDevice, followLink, resetPassword, restoreLogin, sendByMail } from './codes.ts'
import { deleteTool } from './devices.ts'
import { addMember, groupsOfLogin, queryGroups, queryMember, removeMember, updateMember } from './groups.ts'
import { createLogin, deleteLogin, resetPinErrors, updateLogin } from './logins.ts'
import { queryLogin, queryLogins, queryLoginsOfGroup, searchLogins } from './queries.ts'
import { findLoginId } from './read-fields.ts'
import * as results from './results.ts'

const ERRORS = [2102, ...NETWORK_CODES, 2308, 2312, 2314] as const

const long = (...names: string[]): Record<string, ParameterType> => Object.fromEntries(names.map((name) => [name, 'long']))
const texts = (...names: string[]): Record<string, ParameterType> => Object.fromEntries(names.map((name) => [name, 'string']))

const PAGE = ['offset', 'nmax'] as const
const LOGIN = long('userid', 'serviceid', 'loginid')
const MEMBER = long('userid', 'groupid', 'loginid')
const PERSON = texts('login', 'firstname', 'name', 'mail', 'phone')

const define = (name: string, parameters: ServiceOperation['parameters'], run: ServiceOperation['run'], result: ServiceOperation['result'] = 'text', more: Pick<ServiceOperation, 'aliases'> = {}): ServiceOperation =>
  ({ name, parameters, result, errors: ERRORS, find: findLoginId, run, ...more })

/** The operations of ConsoleAdmin, with which a server manages its users (docs/reference/service-api.md#3-soap-consoleadmin). */
export const consoleOperations: readonly ServiceOperation[] = [
  define('loginsQuery', long('userid', 'serviceid', ...PAGE, 'sort'), queryLogins, results.LOGINS),
  define('loginsQueryByGroup', long('userid', 'groupid', ...PAGE, 'sort'), queryLoginsOfGroup, results.LOGINS),
  define('loginSearch', { ...long('userid', 'serviceid'), ...texts('loginname'), ...long('exactmatch', ...PAGE, 'sort') }, searchLogins, results.SEARCH, { aliases: { login: 'loginname' } }),
  define('loginQuery', long('userid', 'loginid'), queryLogin, results.LOGIN),
  define('loginCreate', { ...long('userid', 'serviceid'), ...PERSON, ...long('status', 'role', 'access', 'codetype'), ...texts('lang', 'extrafields') }, createLogin, results.CREATED),
  define('loginUpdate', { ...LOGIN, ...PERSON, ...long('status', 'role'), ...texts('extrafields') }, updateLogin),
  define('loginDelete', LOGIN, deleteLogin),
  define('loginRestore', LOGIN, restoreLogin),
  define('loginResetPwd', LOGIN, (sandbox, fields) => {
    resetPassword(sandbox, fields)
    return {}
  }),
  define('loginSendByMail', LOGIN, sendByMail),
  define('loginActivateCode', LOGIN, activateCode),
  define('loginResetPINErrorCounter', LOGIN, resetPinErrors),
  define('loginResetPwdExtended', { ...LOGIN, ...long('codetype') }, (sandbox, fields) => ({ text: resetPassword(sandbox, fields) })),
  define('loginAddDevice', { ...LOGIN, ...long('codetype') }, addDevice),
  define('loginDeleteTool', { ...long('userid', 'serviceid', 'toolid'), ...texts('tooltype') }, deleteTool),
  define('loginGetCodeFromLink', texts('code'), followLink),
  define('loginGetInfoFromLink', texts('code'), followLink, results.CREATED),
  define('loginGetGroups', long('userid', 'loginid', ...PAGE), groupsOfLogin, results.LOGIN_GROUPS),
  define('serviceGroupsQuery', long('userid', 'serviceid', ...PAGE), queryGroups, results.GROUPS),
  define('groupAccountQuery', MEMBER, queryMember, results.MEMBER),
  define('groupAccountCreate', { ...MEMBER, ...long('role') }, addMember),
  define('groupAccountUpdate', { ...MEMBER, ...long('role') }, updateMember),
  define('groupAccountDelete', MEMBER, removeMember),
  define('IWDS_check', {}, () => ({}))
]
