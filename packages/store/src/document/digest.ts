import { hash } from 'node:crypto'
import type { Draft } from '@beatbook/domain'

/**
 * The digest of a document's text, whatever its file is called; `null` where it has no text. The pieces of a
 * source are all of its text, in order.
 */
export const digestOfText = ({ source }: Pick<Draft, 'source'>): string | null => {
  const text = source.pieces.map((piece) => piece.text).join('\n')
  return text === '' ? null : hash('sha256', text)
}
