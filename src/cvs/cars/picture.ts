import { crc32, deflateSync } from 'node:zlib'

/** A car from its side, a letter for each square. */
const DRAWING = [
  '....................',
  '......########......',
  '.....#...#....#.....',
  '....#....#.....#....',
  '..################..',
  '.##################.',
  '.##################.',
  '.###.oo.######.oo.#.',
  '....oooo......oooo..',
  '.....oo........oo...',
  '....................',
  '....................'
]
/** Pixels of the side of a square. */
const SQUARE = 16
/** Red, green and blue. */
const COLOURS: Readonly<Record<string, readonly number[]>> = { '#': [38, 89, 166], o: [45, 45, 48], '.': [238, 242, 247] }

let png: Buffer | undefined

/** The picture of every car, as PNG: drawn when somebody first asks for it. */
export function carPicture (): Buffer {
  png ??= draw()
  return png
}

function draw (): Buffer {
  const width = (DRAWING[0]?.length ?? 0) * SQUARE
  const rows = DRAWING.flatMap((line) => {
    const row = [0, ...[...line].flatMap((square) => Array.from({ length: SQUARE }, () => COLOURS[square] ?? []).flat())] // no filter
    return Array.from({ length: SQUARE }, () => row)
  })
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width)
  size.writeUInt32BE(rows.length, 4)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([size, Buffer.from([8, 2, 0, 0, 0])])), // 8 bits, red green blue
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0))
  ])
}

function chunk (type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(content))
  return Buffer.concat([length, content, sum])
}
