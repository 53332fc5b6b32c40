/** The one service of the vendor's inWebo account, as devices and servers name it. */
export const SERVICE_ID = '1201'
export const SERVICE_NAME = 'RemoteServices'
