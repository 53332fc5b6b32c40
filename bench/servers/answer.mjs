/** As long as the mean answer of a flow: two messages and an SMS. */
export const ANSWER = JSON.stringify({ transactionId: '953cfefb-bc72', status: 'SUCCEEDED', result: null, padding: 'x'.repeat(68) })
