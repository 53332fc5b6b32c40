/** The faces of the mock: what a request is asked of, and what a fault can be confined to. */
export const FACES = ['pims', 'inwebo', 'service', 'cvs', 'oauth', 'mqtt'] as const

export type Face = typeof FACES[number]
