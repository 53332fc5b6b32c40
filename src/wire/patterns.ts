/** A line of text, such as a login. */
export const LINE = '^[^\\u0000-\\u001f\\u007f]{1,200}$'

/** A time in ISO 8601, UTC. */
export const TIME = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$'
