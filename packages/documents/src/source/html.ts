import { type DefaultTreeAdapterTypes as Html, defaultTreeAdapter as tree } from 'parse5'
import { type Flow, type Style, startFlow } from './flow.ts'
import { parseHtml } from './html-tree.ts'
import type { Source } from './source.ts'

/**
 * An HTML page: headings, paragraphs, lists and tables as a browser would build them. Every text node is in
 * one piece; what a browser does not display (script, style, comments) is an aside of part `markup`.
 */
export const htmlSource = (name: string, text: string): Source => {
  const flow = startFlow()
  readHtml(flow, text)
  return { name, format: 'html', pieces: flow.pieces, blocks: flow.blocks, notes: flow.notes }
}

/** Reads markup into a flow; `firstLine` is the number of its first line. */
export const readHtml = (flow: Flow, text: string, firstLine = 1): void => {
  const styles: Style[] = [paragraph]
  const open: Open = { flow, styles, lists: [], struck: 0, line: firstLine, firstLine }
  // An explicit stack, because markup may be nested deeper than the call stack.
  const todo: { node: Html.Node; leaving: boolean }[] = [{ node: parseHtml(text), leaving: false }]
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { node, leaving } = next
    if (leaving) {
      if (tree.isElementNode(node)) leave(open, node)
      continue
    }
    const at = node.sourceCodeLocation?.startLine
    if (at) open.line = at + firstLine - 1
    if (tree.isTextNode(node)) addText(open, node)
    else if (tree.isCommentNode(node)) flow.aside('markup', node.data, open.line)
    else if ('childNodes' in node) {
      if (tree.isElementNode(node)) enter(open, node)
      todo.push({ node, leaving: true })
      const children = 'content' in node ? node.content.childNodes : node.childNodes
      for (let child = children.length - 1; child >= 0; child--)
        todo.push({ node: children[child] as Html.Node, leaving: false })
    }
  }
  endBlock(open)
}

interface Open {
  readonly flow: Flow
  readonly styles: Style[]
  readonly lists: { ordered: boolean; count: number }[]
  struck: number
  line: number
  readonly firstLine: number
}

const paragraph: Style = { kind: 'paragraph' }
const unseen = new Set(['script', 'style'])
const struckOut = new Set(['del', 's', 'strike'])
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr br img input button picture ruby rb rt rp'.split(
    ' ',
  ),
)

/** Word's own tags (`o:p`, `st1:place`) are inline. */
const isInline = (name: string): boolean => inline.has(name) || name.includes(':')

const addText = (open: Open, node: Html.TextNode): void => {
  const parent = node.parentNode && tree.isElementNode(node.parentNode) ? node.parentNode.tagName : ''
  if (unseen.has(parent)) open.flow.aside('markup', node.value, open.line)
  else if (parent === 'title') open.flow.aside('title', node.value, open.line)
  else open.flow.addText(node.value, open.line, node.value.replace(/\s+/g, ' '), open.struck > 0)
}

/** Ends the open block; a list item's marker belongs to its first block only. */
const endBlock = (open: Open): void => {
  const style = open.styles.at(-1) ?? paragraph
  if (open.flow.end(style) && style.kind === 'item') open.styles[open.styles.length - 1] = paragraph
}

const number = (node: Html.Element, name: string): number =>
  Number(node.attrs.find((attribute) => attribute.name === name)?.value ?? 1)

const enter = (open: Open, node: Html.Element): void => {
  const { flow } = open
  const name = node.tagName
  if (struckOut.has(name)) open.struck++
  if (name === 'br') flow.addText('\n', open.line)
  if (isInline(name)) return
  endBlock(open)
  if (/^h[1-6]$/.test(name)) open.styles.push({ kind: 'heading', level: Number(name[1]) })
  else if (name === 'ul' || name === 'ol')
    open.lists.push({ ordered: name === 'ol', count: number(node, 'start') })
  else if (name === 'li') {
    const list = open.lists.at(-1)
    open.styles.push({
      kind: 'item',
      depth: Math.max(0, open.lists.length - 1),
      marker: list?.ordered ? `${list.count++}.` : '•',
    })
  } else if (name === 'table') {
    flow.openTable()
    open.styles.push(paragraph)
  } else if (name === 'caption') flow.openCaption()
  else if (name === 'tr')
    flow.openRow(
      node.parentNode !== null && tree.isElementNode(node.parentNode) && node.parentNode.tagName === 'thead',
      false,
    )
  else if (name === 'td' || name === 'th') {
    flow.openCell(number(node, 'colspan'), number(node, 'rowspan'))
    open.styles.push(paragraph)
  }
}

const leave = (open: Open, node: Html.Element): void => {
  const { flow } = open
  const name = node.tagName
  if (struckOut.has(name)) open.struck--
  if (isInline(name)) return
  endBlock(open)
  if (/^h[1-6]$/.test(name) || name === 'li') open.styles.pop()
  else if (name === 'ul' || name === 'ol') open.lists.pop()
  else if (name === 'table') {
    flow.closeTable()
    open.styles.pop()
  } else if (name === 'caption') flow.closeCaption()
  else if (name === 'tr') {
    const cells = node.childNodes.filter((child) => tree.isElementNode(child))
    flow.closeRow(cells.length > 1 && cells.every((cell) => cell.tagName === 'th') ? true : undefined)
  } else if (name === 'td' || name === 'th') {
    flow.closeCell()
    open.styles.pop()
  }
}
