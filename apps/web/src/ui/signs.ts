import { hasActing, visibleText } from '@beatbook/domain'

/**
 * Shows characters that act instead of being read (the direction turned, controls) as signs, in every text of
 * the page whatever drew it: the source of a document, a title, a file's name, a record from before texts
 * were cleaned. It changes what is drawn and nothing else: what stands in fields stays, so that a form sends
 * back what it was given. Works before the page is painted. Returns how to stop it.
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
  // A line that ends as Windows ends it ends all the same.
  const signs = visibleText(node.data.replace(/\r\n?/g, '\n'))
  if (signs !== node.data) node.data = signs
}

/** Where the text of an element is a value. */
const fields = 'textarea, option:not([value]), script, style'
