import type { EntryDetails } from '../../src/wire/request.ts'

/** A journal entry, with what a test cares for. */
export const entryOf = (entry: Partial<EntryDetails> = {}): EntryDetails => ({
  id: '00000000-0001',
  at: '2026-01-01T12:00:00.000Z',
  arrival: 1,
  face: 'pims',
  channel: 'http',
  direction: 'in',
  method: 'GET',
  path: '/pims.authentication.trustedphonenumber',
  query: '',
  userAgent: null,
  operation: null,
  account: null,
  device: null,
  phoneNumber: null,
  parameters: null,
  status: null,
  answered: typeof entry.httpStatus === 'number',
  httpStatus: null,
  code: null,
  fault: null,
  changes: [],
  violations: [],
  sms: null,
  reason: null,
  duration: 1,
  end: null,
  request: { method: 'GET', path: '/pims.authentication.trustedphonenumber', headers: {}, body: null },
  answer: null,
  ...entry
})
