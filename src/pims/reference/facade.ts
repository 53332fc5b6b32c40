import type { ReferenceOperation } from './reference.ts'

/** What an app does with the facade itself: on the vendor's page for getting started, in the form of its reference. */
export const facadeReference: readonly ReferenceOperation[] = [
  {
    component: 'SDK',
    verb: 'set',
    api: 'pims.initialize',
    vendorTag: 'pims.initialize',
    since: '2.0',
    authenticated: false,
    parameters: [
      { name: 'environnement', type: 'String' },
      { name: 'mode', type: 'String' },
      { name: 'monitoring', type: 'Object' },
      { name: 'credential', type: 'Object' },
      { name: 'profile', type: 'Object' }
    ],
    output: [],
    errors: [2004, 2007]
  },
  {
    component: 'SDK',
    verb: 'set',
    api: 'pims.release',
    vendorTag: 'pims.release',
    since: '2.0',
    authenticated: false,
    parameters: [],
    output: [],
    errors: [2001]
  }
]
