/** Whether everything built in a checkout, `dist/`, is newer than its sources. */
export function isBuilt (root: string): Promise<boolean>
