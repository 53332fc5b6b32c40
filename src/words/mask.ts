/** What stands for a secret, wherever one is not shown. */
export const MASK = '***'
