import t from 'tap'
import { PacketMeter } from '../../src/mqtt/packet-meter.ts'

/** What a meter that allows 200 bytes says of bytes that come one by one, and all at once. */
function measured (bytes: readonly number[]): Array<number | undefined> {
  const slow = new PacketMeter(200)
  const said = bytes.map((byte) => slow.take(Buffer.from([byte]))).find((length) => length !== undefined)
  return [said, new PacketMeter(200).take(Buffer.from(bytes))]
}

const packet = (length: number): number[] => [0x30, ...length < 128 ? [length] : [length % 128 | 128, length >> 7], ...Array<number>(length).fill(0xff)]

t.test('packets of the allowed length pass, however they are cut; what they hold is not taken for a header', async (t) => {
  t.strictSame(measured([...packet(0), ...packet(1), ...packet(127), ...packet(128), ...packet(200), ...packet(0)]), [undefined, undefined])
})

t.test('one that is longer is told by its header, before it is whole', async (t) => {
  t.strictSame(measured([...packet(200), ...packet(201).slice(0, 3)]), [201, 201])
  t.match(measured([0x30, 0xff, 0xff, 0xff, 0x7f]), [Number, Number])
  t.match(measured([0x30, 0x80, 0x80, 0x80, 0x80, 0x80]), [Number, Number], 'a length of more than four bytes')
})
