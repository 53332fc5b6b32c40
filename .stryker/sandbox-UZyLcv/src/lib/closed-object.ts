// @ts-nocheck
import { type ObjectOptions, type TProperties, Type } from '@sinclair/typebox'

/** Schema of an object that takes these properties and no others. */
export const closedObject = <Properties extends TProperties>(properties: Properties, options: ObjectOptions = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options })
