import { hasActing, visibleText } from '@beatbook/domain'

/**
 * Displays characters with an effect instead of a glyph (text direction, control characters) as symbols, in
 * every text of the page regardless of its component: the source of a document, a title, a file's name, a
 * record from before texts were cleaned. It only changes the display: the values of fields stay, so that a
 * form sends back what it received. Runs before the page is painted. Returns a function that stops it.
 */
export const showSigns = (root: Document): (() => void) => {
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'characterData') show(target)
      else for (const added of addedNodes) showWithin(added)
    }
  })
  observer.observe(root, { subtree: true, childList: true, characterData: true })
  showWithin(root)
  return () => observer.disconnect()
}

const showWithin = (node: Node): void => {
  show(node)
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) show(text)
}

const show = (node: Node): void => {
  if (!(node instanceof Text) || !hasActing(node.data) || node.parentElement?.closest(fields)) return
  // A Windows line ending is also a line ending.
  const signs = visibleText(node.data.replace(/\r\n?/g, '\n'))
  if (signs !== node.data) node.data = signs
}

/** Elements whose text is a value. */
const fields = 'textarea, option:not([value]), script, style'
