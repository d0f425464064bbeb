/**
 * The characters that a TrueType font has a shape for, by its tables for Unicode (`cmap`, formats 4 and 12; OpenType
 * 1.9.1, "cmap"). Empty where it has none of these.
 */
export const charactersOf = (font: Uint8Array): ReadonlySet<number> => {
  const view = viewOf(font)
  const found = new Set<number>()
  const { at: cmap } = tableOf(font, 'cmap')
  for (let record = 0; record < view.getUint16(cmap + 2); record++) {
    const table = cmap + view.getUint32(cmap + 4 + record * 8 + 4)
    const format = view.getUint16(table)
    if (format === 4) addSegments(view, table, found)
    if (format === 12) addGroups(view, table, found)
  }
  return found
}

const addSegments = (view: DataView, table: number, found: Set<number>): void => {
  const twice = view.getUint16(table + 6)
  const [ends, starts] = [table + 14, table + 16 + twice]
  const [deltas, offsets] = [starts + twice, starts + 2 * twice]
  for (let at = 0; at < twice; at += 2) {
    const [start, end, offset] = [starts, ends, offsets].map((from) => view.getUint16(from + at)) as [
      number,
      number,
      number,
    ]
    for (let code = start; code <= end && code < 0xff_ff; code++) {
      const glyph =
        offset === 0
          ? (code + view.getUint16(deltas + at)) & 0xff_ff
          : view.getUint16(offsets + at + offset + 2 * (code - start))
      if (glyph !== 0) found.add(code)
    }
  }
}

const addGroups = (view: DataView, table: number, found: Set<number>): void => {
  for (let group = 0; group < view.getUint32(table + 12); group++) {
    const at = table + 16 + group * 12
    const [start, end, glyph] = [0, 4, 8].map((from) => view.getUint32(at + from)) as [number, number, number]
    for (let code = start; code <= end; code++) if (glyph + code - start !== 0) found.add(code)
  }
}

/** A copy of a font in which its name is another of the same length, in both forms of its table of names. */
export const renamed = (font: Uint8Array, was: string, is: string): Buffer => {
  if (was.length !== is.length) throw new Error(`${is} is not as long as ${was}`)
  const bytes = Buffer.from(font)
  const { at, length } = tableOf(font, 'name')
  const names = bytes.subarray(at, at + length)
  for (const [from, to] of [
    [Buffer.from(was, 'latin1'), Buffer.from(is, 'latin1')],
    [Buffer.from(was, 'utf16le').swap16(), Buffer.from(is, 'utf16le').swap16()],
  ] as const)
    for (let found = names.indexOf(from); found !== -1; found = names.indexOf(from, found + 1))
      to.copy(names, found)
  return bytes
}

const viewOf = (font: Uint8Array): DataView => new DataView(font.buffer, font.byteOffset, font.byteLength)

/** Where a table of a font is. Throws where it has none: the fonts are those of this package. */
const tableOf = (font: Uint8Array, tag: string): { at: number; length: number } => {
  const view = viewOf(font)
  for (let at = 12; at < 12 + view.getUint16(4) * 16; at += 16)
    if (Buffer.from(font.subarray(at, at + 4)).toString('latin1') === tag)
      return { at: view.getUint32(at + 8), length: view.getUint32(at + 12) }
  throw new Error(`the font has no table ${tag}`)
}
