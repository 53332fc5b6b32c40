/** What `GET /admin/events` tells of. */
// @ts-nocheck

export const EVENT_TYPES = ['sms', 'request', 'fault', 'account', 'reset', 'dropped'] as const
export type EventType = typeof EVENT_TYPES[number]
