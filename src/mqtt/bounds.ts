/** Bytes of a packet, CONNECT included: a load balancer has to hold it whole. */
export const MAX_PACKET = 12 * 1024
/** Milliseconds from the connection to a whole CONNECT. */
export const CONNECT_TIMEOUT = 10_000
/** Connections of one sandbox; those of all are bounded together with HTTP's. */
export const MAX_CLIENTS = 1000
/** Bytes of memory that a connection takes. */
export const CLIENT_WEIGHT = 50_000
/** Topic filters of one connection. */
export const MAX_FILTERS = 50
/** Characters of a topic or a filter. */
export const MAX_TOPIC = 256
/** Characters of a client id. */
export const MAX_CLIENT_ID = 256
/** Messages of QoS 2 that a client may have begun and not ended. */
export const MAX_BEGUN = 20
/** Milliseconds that a client may take to read what it is sent. */
export const DRAIN_TIMEOUT = 5000
