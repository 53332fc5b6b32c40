import { Type } from '@sinclair/typebox'

/** A refusal of the gateway in front of the API. */
export const GatewayErrorSchema = Type.Object({
  httpCode: Type.String({ examples: ['401'] }),
  httpMessage: Type.String(),
  moreInformation: Type.String()
}, { title: 'GatewayError' })

/** A refusal of the API itself. */
export const ApiErrorSchema = Type.Object({
  code: Type.Integer({ examples: [40401] }),
  uuid: Type.String(),
  message: Type.String(),
  timestamp: Type.String({ description: 'ISO 8601' })
}, { title: 'CvsError' })

/** A car of an account. */
export const CarAssociationSchema = Type.Object({
  vehicle: Type.String({ description: 'VIN' }),
  customer: Type.String({ description: 'Id of the customer' }),
  services: Type.Array(Type.String()),
  validated_checks: Type.Array(Type.String()),
  car_association_id: Type.String(),
  car_association_status: Type.String()
}, { title: 'CarAssociation' })

/** What a remote token is asked for with: a form or JSON. */
export const RemoteTokenFormSchema = Type.Object({
  grant_type: Type.String({ examples: ['password'], description: 'password or refresh_token' }),
  password: Type.Optional(Type.String({ description: 'A one-time password of the device' })),
  refresh_token: Type.Optional(Type.String({ description: 'For grant_type=refresh_token' }))
}, { title: 'RemoteTokenForm' })

/** The token that opens a car. */
export const RemoteTokenSchema = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds' }),
  scope: Type.String(),
  refresh_token: Type.Optional(Type.String({ description: 'Only for a one-time password' }))
}, { title: 'RemoteToken' })
