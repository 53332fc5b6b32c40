// @ts-nocheck
import { Type } from '@sinclair/typebox'
import { defineOperation } from '../define-operation.ts'
import { oneOf } from '../parameter.ts'

/** pims.authentication.account – isAccountBlocked */
export const getAccountIsAccountBlocked = defineOperation({
  component: 'StrongAuthentication',
  verb: 'get',
  api: 'pims.authentication.account',
  selector: { parameter: 'type', value: 'isAccountBlocked' },
  since: '2.0',
  summary: 'Whether strong authentication is blocked for the account',
  parameters: {
    actionType: oneOf('strong')
  },
  output: {
    isAccountBlocked: Type.Union([Type.Literal('Unknown'), Type.Literal('PinBlocked'), Type.Literal('AccountBlocked'), Type.Literal('NotBlocked')], { examples: ['NotBlocked'] })
  },
  errors: [2001, 2101, 2102, 2344],

  // The reference knows no AccountBlocked, the tutorial does; "Unknown" would keep an app from healing the account.
  run (_, { account }) {
    return { isAccountBlocked: account.blocked }
  }
})
