import { hash } from 'node:crypto'
import type { Draft } from '@beatbook/domain'

/**
 * Stands for a document's text, whatever its file is called; `null` where it has none. The pieces of a source
 * are all its text, in its order.
 */
export const digestOfText = ({ source }: Pick<Draft, 'source'>): string | null => {
  const text = source.pieces.map((piece) => piece.text).join('\n')
  return text === '' ? null : hash('sha256', text)
}
