/** The declarations of every module of some folders: pairs of a file such as `client/sandbox.d.ts` and its text. */
export function declarations (folders: readonly string[]): Promise<Array<[file: string, text: string]>>
