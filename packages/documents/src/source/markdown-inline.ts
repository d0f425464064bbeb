import { type DefaultTreeAdapterTypes as Html, parseFragment, defaultTreeAdapter as tree } from 'parse5'
import { addAll } from '../lists.ts'

/**
 * Inline Markdown as displayed: links as their text, no emphasis or footnote marks; `<br>` is a line break,
 * entities are decoded. `labels` are the document's link definitions in lower case: only they make
 * `[words][label]` a link. Text struck out next to other text is omitted and returned as `struck`.
 */
export const plainInline = (
  text: string,
  labels: ReadonlySet<string> = new Set(),
): { text: string; struck: string } => {
  // Emphasis spans at most a thousand characters, so that the time is linear in the text; nobody writes a
  // paragraph this long.
  if (text.length > 50_000 || !/[*_`[\]<&\\~]/.test(text)) return { text, struck: '' }
  const escaped: string[] = []
  const placeholderFor = (letters: string): string => `\ue000${escaped.push(letters) - 1}\ue001`
  const plain = text
    .replace(/(`{1,9})([^`]|[^`][\s\S]{0,500}?[^`])\1(?!`)/g, (_all, _ticks, code: string) =>
      placeholderFor(code),
    )
    .replace(/\\([!-/:-@[-`{-~])/g, (_all, letter: string) => placeholderFor(letter))
    .replace(/<((?:https?|mailto):[^<>\s]{1,2000})>/g, (_all, address: string) => placeholderFor(address))
    .replace(/\[\^[^\][\s]{1,100}\]/g, '')
    .replace(/!?\[((?:[^[\]]|\[[^[\]]*\])*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:"[^"]*"|'[^']*'))?\)/g, '$1')
    .replace(/!?\[([^[\]]+)\]\[([^[\]]*)\]/g, (all, words: string, label: string) =>
      labels.has((label || words).toLowerCase()) ? words : all,
    )
    .replace(/(\*\*|__)(?=\S)([\s\S]{0,1000}?\S)\1/g, '$2')
    .replace(/~~(?=\S)([\s\S]{0,1000}?\S)~~/g, '\ue002$1\ue003')
    .replace(/(?<![*\w])\*(?=[^\s*])([^*]*[^\s*])\*(?!\*)/g, '$1')
    .replace(/(?<![\w_])_(?=[^\s_])([^_]*[^\s_])_(?![\w_])/g, '$1')
  const read = shown(plain).replace(
    /\ue000(\d+)\ue001/g,
    (_all, index: string) => escaped[Number(index)] ?? '',
  )
  const remaining = read.replace(struckRun, ' ')
  const whole = read.replace(/[\ue002\ue003]/g, '')
  return remaining.trim() === '' || remaining === read
    ? { text: whole, struck: '' }
    : { text: remaining, struck: (read.match(struckRun) ?? []).join(' ').replace(/[\ue002\ue003]/g, '') }
}

const struckRun = /\ue002[^\ue003]*\ue003/g

/** Removes tags and decodes line breaks and entities. */
const shown = (text: string): string => {
  if (!/<[a-z/!]|&[#\w]+;/i.test(text)) return text
  const parts: string[] = []
  const todo: (Html.Node | string)[] = [parseFragment(text)]
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (typeof node === 'string') parts.push(node)
    else if (tree.isTextNode(node)) parts.push(node.value)
    else if ('childNodes' in node) {
      const name = tree.isElementNode(node) ? node.tagName : ''
      const struck = name === 's' || name === 'strike' || name === 'del'
      if (/^(?:br|p|div|li|tr)$/.test(name)) parts.push('\n')
      if (struck) parts.push('\ue002')
      if (struck) todo.push('\ue003')
      addAll(todo, node.childNodes.toReversed())
    }
  }
  return parts.join('')
}
