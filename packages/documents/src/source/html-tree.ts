import {
  type DefaultTreeAdapterMap,
  defaultTreeAdapter,
  type DefaultTreeAdapterTypes as Html,
  parse,
  type TreeAdapter,
} from 'parse5'
import { within } from './limits.ts'

/**
 * Parses markup into the tree a browser would build. Throws `OverLimit` during parsing if the tree is too
 * deep or too large.
 */
export const parseHtml = (text: string): Html.Document => {
  countAttributes(text)
  return parse(text, { sourceCodeLocationInfo: true, scriptingEnabled: false, treeAdapter: limited() })
}

/**
 * The parser's tree adapter with limits of depth and size. Positions among many children are searched from
 * the end.
 */
const limited = (): TreeAdapter<DefaultTreeAdapterMap> => {
  let depth = 0
  let elements = 0
  return {
    ...defaultTreeAdapter,
    createElement(name, namespace, attributes) {
      within('elements', ++elements)
      return defaultTreeAdapter.createElement(name, namespace, attributes)
    },
    insertBefore(parent, node, reference) {
      parent.childNodes.splice(parent.childNodes.lastIndexOf(reference), 0, node)
      node.parentNode = parent
    },
    insertTextBefore(parent, words, reference) {
      const before = parent.childNodes[parent.childNodes.lastIndexOf(reference) - 1]
      if (before && defaultTreeAdapter.isTextNode(before)) before.value += words
      else this.insertBefore(parent, defaultTreeAdapter.createTextNode(words), reference)
    },
    detachNode(node) {
      if (!node.parentNode) return
      node.parentNode.childNodes.splice(node.parentNode.childNodes.lastIndexOf(node), 1)
      node.parentNode = null
    },
    onItemPush: () => within('depth', ++depth),
    onItemPop: () => {
      depth--
    },
  }
}

/**
 * The parser compares each attribute of a tag with all previous ones, so a tag with very many is refused
 * before parsing. The content of scripts, styles and comments is not a tag; an unclosed one contains the rest
 * of the page.
 */
function countAttributes(text: string): void {
  const opening = /<(?:!--|[a-z][^\s>]*)/gi
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const name = found[0].slice(1).toLowerCase()
    const ends =
      name === '!--' ? /-->/g : name === 'script' ? /<\/script/gi : name === 'style' ? /<\/style/gi : null
    if (!ends) {
      opening.lastIndex = endOfTag(text, opening.lastIndex)
      continue
    }
    ends.lastIndex = opening.lastIndex
    if (!ends.test(text)) return
    opening.lastIndex = ends.lastIndex
  }
}

/** The end of a tag whose name ends at `from`; its attributes are counted by preceding white space. */
function endOfTag(text: string, from: number): number {
  let attributes = 0
  let quote = ''
  let at = from
  for (; at < text.length && (quote !== '' || text[at] !== '>'); at++) {
    const sign = text[at] ?? ''
    if (quote !== '') quote = sign === quote ? '' : quote
    else if ((sign === '"' || sign === "'") && text[at - 1] === '=') quote = sign
    else if (space.test(sign) && !space.test(text[at + 1] ?? '')) within('attributes', ++attributes)
  }
  return at
}

const space = /[\s/]/
