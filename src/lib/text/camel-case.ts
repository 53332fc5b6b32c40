/** The words of a text as one name of a program: `get.trustedphonenumber` is `getTrustedphonenumber`. */
export const camelCase = (text: string): string => text.replace(/[^A-Za-z0-9]+(.)?/g, (_, letter: string = '') => letter.toUpperCase())
