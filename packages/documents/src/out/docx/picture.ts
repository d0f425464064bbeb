import { pictureType } from '@beatbook/domain'

/** A picture that Word can show, with its size in pixels. */
export interface Picture {
  readonly type: 'png' | 'jpg'
  readonly width: number
  readonly height: number
}

/**
 * What a picture is, by its bytes; `null` for one that Word cannot show or whose size is not found. PNG: RFC 2083,
 * 4.1.1; JPEG: ITU-T T.81, B.2.2.
 */
export const pictureOf = (bytes: Uint8Array): Picture | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const type = pictureType(bytes)
  if (type === 'image/png' && bytes.length >= 24) return sized('png', view.getUint32(16), view.getUint32(20))
  if (type !== 'image/jpeg') return null
  // Each segment begins with FF, its marker and its length; the frame has the size.
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2))
    if (frames.has(bytes[at + 1] ?? 0)) return sized('jpg', view.getUint16(at + 7), view.getUint16(at + 5))
  return null
}

const sized = (type: Picture['type'], width: number, height: number): Picture | null =>
  width === 0 || height === 0 ? null : { type, width, height }

const frames = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
