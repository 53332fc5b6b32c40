/** What to do with a folder that was named in place of a file. */
export const FOLDER = 'It is a folder. Name the .har in it.'
