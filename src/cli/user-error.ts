/** Something that whoever called the command can mend; the message says how. */
export class UserError extends Error {}
