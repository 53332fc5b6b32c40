import type { FieldType, ResultType } from '../operation.ts'

const scalars = <Type extends FieldType>(type: Type, ...names: string[]): Record<string, Type> => Object.fromEntries(names.map((name) => [name, type]))

const person = scalars('string[]', 'firstname', 'name', 'mail', 'phone', 'extrafields')
const logins = { ...scalars('long[]', 'id'), ...scalars('string[]', 'login', 'code'), ...scalars('long[]', 'status', 'role'), ...person, ...scalars('long[]', 'createdby') }
const err = scalars('string', 'err')
const size = scalars('long', 'count', 'n')

/** A page of logins: lists that belong together. */
export const LOGINS: ResultType = { name: 'LoginsQueryResult', fields: { ...err, ...size, ...logins, ...scalars('long[]', 'lastauthdate') } }

export const SEARCH: ResultType = { name: 'LoginSearchResult', fields: { ...err, ...scalars('long', 'n'), ...logins, ...scalars('long[]', 'activation_status'), ...scalars('long', 'count') } }

/** The devices of one kind: their number, and a list for each field. */
const tools = (kind: string, ...more: Array<Record<string, FieldType>>): Record<string, FieldType> => Object.assign({
  ...scalars('long', `n${kind}`),
  ...scalars('long[]', `${kind}id`, `${kind}state`),
  ...scalars('string[]', `${kind}name`)
}, ...more)

export const LOGIN: ResultType = {
  name: 'LoginQueryResult',
  fields: {
    ...err,
    ...scalars('string', 'login', 'code'),
    ...scalars('long', 'status', 'role'),
    ...scalars('string', 'firstname', 'name', 'mail', 'phone', 'extrafields'),
    ...scalars('long', 'createdby', 'lastauthdate'),
    ...tools('ca', scalars('long[]', 'cault'), scalars('string[]', 'caalias')),
    ...tools('ma', scalars('string[]', 'maalias'), scalars('long[]', 'mapushenabled')),
    ...tools('mac', scalars('string[]', 'macalias'), scalars('long[]', 'macpushenabled')),
    ...tools('va', scalars('string[]', 'vaalias')),
    ...scalars('string', 'longcode')
  }
}

export const CREATED: ResultType = { name: 'LoginCreateResult', fields: { ...err, ...scalars('string', 'code'), ...scalars('long', 'id') } }

export const LOGIN_GROUPS: ResultType = { name: 'LoginGetGroupsResult', fields: { ...err, ...size, ...scalars('long[]', 'groupid'), ...scalars('string[]', 'name'), ...scalars('long[]', 'num', 'servicepolicy', 'role') } }

export const GROUPS: ResultType = { name: 'ServiceGroupsQueryResult', fields: { ...err, ...size, ...scalars('long[]', 'id'), ...scalars('string[]', 'name'), ...scalars('long[]', 'num', 'servicepolicy') } }

export const MEMBER: ResultType = { name: 'GroupAccountQueryResult', fields: { ...err, ...scalars('long', 'roleid', 'loginid', 'groupid') } }
