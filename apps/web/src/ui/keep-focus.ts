/** How long the page rests after a change before it is looked at, in milliseconds: forms that move the focus do so first. */
const REST = 60

/** How many elements that had the focus are remembered. */
const MOST = 20

/** The sentences that say what was done. */
const MESSAGES = '.done, .done-line'

const PRESSED = 'button, a[href], summary'

/** An element that had the focus, and what is needed to find its place once it is gone. */
interface Place {
  readonly element: HTMLElement
  /** Its ancestors, nearest first. */
  readonly ancestors: readonly Element[]
  readonly words: string
  /** The page on which it was. */
  readonly page: string
}

const placeOf = (element: HTMLElement): Place => {
  const ancestors: Element[] = []
  for (let each = element.parentElement; each !== null; each = each.parentElement) ancestors.push(each)
  return { element, ancestors, words: wordsOf(element), page: location.pathname }
}

const wordsOf = (element: Element): string => element.textContent?.trim() ?? ''

const isUsable = (element: Element): boolean => {
  if (!element.isConnected || element.matches(':disabled') || element.closest('[hidden]') !== null)
    return false
  const folded = element.closest('details:not([open])')
  return folded === null || (element.matches('summary') && element.parentElement === folded)
}

/** Whether nothing has the focus. */
const isNowhere = (): boolean => {
  const { activeElement, body } = document
  return activeElement === null || activeElement === body
}

/** The dialog that is on top, in which the focus has to stay. */
const topDialog = (): Element | null => [...document.querySelectorAll('.modal')].at(-1) ?? null

/** What stands for a place that may be gone: its element, or one that was drawn anew with the same words. */
const standInFor = (place: Place): HTMLElement | null => {
  if (isUsable(place.element)) return place.element
  const { id, tagName } = place.element
  const around = place.ancestors.find((each) => each.isConnected)
  const alike = [...(around?.querySelectorAll<HTMLElement>(tagName) ?? [])].filter(
    (each) =>
      isUsable(each) && (id === '' ? place.words !== '' : each.id === id) && wordsOf(each) === place.words,
  )
  return alike[0] ?? null
}

/** The heading of the part of the page in which a place was. */
const headingOf = (place: Place): HTMLElement | null => {
  for (const each of place.ancestors) {
    if (!each.isConnected || !each.matches('section, article, aside, main, .panel')) continue
    const heading = each.querySelector<HTMLElement>('h1, h2, h3')
    if (heading !== null && isUsable(heading)) return heading
  }
  return null
}

/** Moves the focus to an element that may be none that takes it by itself. */
const focusOn = (element: HTMLElement): void => {
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus({ preventScroll: true })
}

/** Brings what was said into view, at once where a person wants nothing to move. */
const bringIntoView = (message: HTMLElement): void => {
  const isStill = typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches
  message.scrollIntoView({ block: 'nearest', behavior: isStill ? 'auto' : 'smooth' })
}

/**
 * Keeps the focus in the page while it changes, and what it says in view, until the returned function is called. When
 * the element with the focus is removed or disabled and nothing else takes the focus, it goes to that element once it is
 * there again, or else to the message about what was done, to what opened the form, or to the heading of its part.
 */
export const keepFocus = (): (() => void) => {
  const over = new AbortController()
  let places: Place[] = []
  /** The place that lost the focus. */
  let lost: Place | null = null
  /** Where the focus went instead, until the person does something. */
  let instead: { readonly of: Place; readonly to: HTMLElement } | null = null
  /** What was said since the person did something last. */
  let message: { readonly element: HTMLElement; isShown: boolean } | null = null
  let waiting: ReturnType<typeof setTimeout> | undefined
  const said = new WeakMap<Element, string>()

  const remember = (element: HTMLElement) => {
    if (element === document.body) return
    places = [...places.filter((each) => each.element !== element), placeOf(element)].slice(-MOST)
  }
  const newest = (element: HTMLElement) => {
    const words = wordsOf(element)
    if (said.get(element) === words) return
    said.set(element, words)
    if (words !== '') message = { element, isShown: false }
  }
  const openerOf = (place: Place): HTMLElement | null => {
    if (!place.ancestors.some((each) => each.matches('form, .modal'))) return null
    for (const before of places.toReversed()) {
      if (before.page !== location.pathname || before.element === place.element) continue
      const found = standInFor(before)
      if (found !== null) return found
    }
    return null
  }
  const placeFor = (place: Place): HTMLElement | null => {
    const dialog = topDialog()
    const isIn = (element: HTMLElement | null): boolean =>
      element !== null && isUsable(element) && (dialog === null || dialog.contains(element))
    if (isIn(place.element)) return place.element
    // What a dialog was opened from is where the work is.
    const opener = place.ancestors.some((each) => each.matches('.modal')) ? openerOf(place) : null
    if (isIn(opener)) return opener
    if (message !== null && isIn(message.element)) return message.element
    const alert = [...(dialog?.querySelectorAll<HTMLElement>('[role="alert"]') ?? [])].find(
      (each) => wordsOf(each) !== '',
    )
    if (alert !== undefined) return alert
    // It is busy, and comes back or is removed.
    if (place.element.isConnected && place.element.matches(':disabled')) return null
    return (
      [standInFor(place), openerOf(place), headingOf(place)].find(isIn) ??
      dialog?.querySelector<HTMLElement>('input, select, textarea, button') ??
      null
    )
  }
  const look = () => {
    if (over.signal.aborted) return
    if (instead !== null && document.activeElement === instead.to && isUsable(instead.of.element))
      instead.of.element.focus({ preventScroll: true })
    if (!isNowhere()) lost = null
    else if (lost !== null && lost.page === location.pathname) {
      const to = placeFor(lost)
      if (to !== null) {
        const of = lost
        lost = null
        focusOn(to)
        instead = { of, to }
      }
    }
    if (message === null || message.isShown || !message.element.isConnected) return
    message.isShown = true
    bringIntoView(message.element)
  }
  const watch = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const within = (target instanceof Element ? target : target.parentElement)?.closest<HTMLElement>(
        MESSAGES,
      )
      if (within) newest(within)
      for (const node of addedNodes) {
        if (!(node instanceof HTMLElement)) continue
        if (node.matches(MESSAGES)) newest(node)
        for (const inner of node.querySelectorAll<HTMLElement>(MESSAGES)) newest(inner)
      }
    }
    const last = places.at(-1)
    if (last !== undefined && lost === null && !isUsable(last.element)) lost = last
    clearTimeout(waiting)
    waiting = setTimeout(look, REST)
  })
  watch.observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['disabled'],
  })

  const options = { capture: true, signal: over.signal }
  addEventListener(
    'focusin',
    ({ target }) => {
      lost = null
      if (target instanceof HTMLElement) remember(target)
    },
    options,
  )
  const begin = () => {
    instead = null
    message = null
  }
  addEventListener('keydown', begin, options)
  addEventListener(
    'click',
    ({ target }) => {
      begin()
      // Some browsers do not give the focus to what is pressed.
      const pressed = target instanceof Element ? target.closest<HTMLElement>(PRESSED) : null
      if (pressed !== null) remember(pressed)
    },
    options,
  )
  addEventListener(
    'pointerdown',
    ({ target }) => {
      lost = null
      // Whoever presses where nothing takes the focus has left it.
      const takesFocus = `${PRESSED}, input, select, textarea, label`
      if (target instanceof Element && target.closest(takesFocus) !== null) return
      setTimeout(() => {
        if (isNowhere()) places = []
      })
    },
    options,
  )
  return () => {
    over.abort()
    watch.disconnect()
    clearTimeout(waiting)
  }
}
