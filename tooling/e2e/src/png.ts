import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** A picture as pixels of red, green and blue, row by row from the top. */
interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

/** The width and height of a PNG, in pixels. */
export const sizeOf = (png: Buffer): { readonly width: number; readonly height: number } => ({
  width: png.readUInt32BE(16),
  height: png.readUInt32BE(20),
})

/** The pixels of a PNG as Chromium writes it: eight bits a channel, without interlacing. Throws on any other. */
export const readPng = (png: Buffer): Pixels => {
  const { width, height } = sizeOf(png)
  const channels = { 2: 3, 6: 4 }[png.readUInt8(25)]
  if (channels === undefined || png.readUInt8(24) !== 8)
    throw new Error('The PNG is not as Chromium writes it')
  const data: Buffer[] = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const lines = inflateSync(Buffer.concat(data))
  const row = width * channels
  const bytes = new Uint8Array(row * height)
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (row + 1)]
    for (let x = 0; x < row; x += 1) {
      const left = x < channels ? 0 : (bytes[y * row + x - channels] ?? 0)
      const up = y === 0 ? 0 : (bytes[(y - 1) * row + x] ?? 0)
      const corner = x < channels || y === 0 ? 0 : (bytes[(y - 1) * row + x - channels] ?? 0)
      const by = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter ?? 0] ?? 0
      bytes[y * row + x] = (lines[y * (row + 1) + 1 + x] ?? 0) + by
    }
  }
  const rgb = new Uint8Array(width * height * 3)
  for (let at = 0; at < width * height; at += 1)
    rgb.set(bytes.subarray(at * channels, at * channels + 3), at * 3)
  return { width, height, rgb }
}

/** Paeth's predictor. */
const nearest = (left: number, up: number, corner: number): number => {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** How many colours a picture has. */
export const coloursOf = ({ rgb }: Pixels): number => new Set(colours(rgb)).size

function* colours(rgb: Uint8Array): Generator<number> {
  for (let at = 0; at < rgb.length; at += 3)
    yield ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0)
}

/** A picture as a PNG of at most 256 colours: its most frequent ones, and for each other the nearest of them. */
export const writePng = ({ width, height, rgb }: Pixels): Buffer => {
  const counts = new Map<number, number>()
  for (const colour of colours(rgb)) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const palette = [...counts]
    .toSorted(([one, more], [other, less]) => less - more || one - other)
    .slice(0, 256)
    .map(([colour]) => colour)
  const place = new Map(palette.map((colour, at) => [colour, at]))
  const placeOf = (colour: number): number => {
    const known = place.get(colour)
    if (known !== undefined) return known
    let best = 0
    for (let at = 1; at < palette.length; at += 1)
      if (apart(palette[at] ?? 0, colour) < apart(palette[best] ?? 0, colour)) best = at
    place.set(colour, best)
    return best
  }
  const lines = Buffer.alloc((width + 1) * height)
  let at = 0
  for (const colour of colours(rgb)) {
    lines[at + Math.floor(at / width) + 1] = placeOf(colour)
    at += 1
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** How far apart two colours are. */
const apart = (one: number, other: number): number =>
  [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0)

const chunk = (kind: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
