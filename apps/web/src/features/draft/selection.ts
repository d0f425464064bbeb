import { createSignal } from 'solid-js'

export type Side = 'source' | 'draft' | 'outside'

/** The selection in the document and the draft: selecting on one side scrolls it into view on the other. */
export interface Selection {
  /** The key of the selected action. */
  readonly chosen: () => string | null
  readonly choose: (action: string, from: Side) => void
  /**
   * Marks the selection in `pane` and, if it was made on the other side, scrolls the pane to it. Tracks the
   * selection.
   */
  readonly show: (pane: HTMLElement, side: Side) => void
}

export const createSelection = (): Selection => {
  const [chosen, setChosen] = createSignal<{ action: string; from: Side } | null>(null)
  return {
    chosen: () => chosen()?.action ?? null,
    choose: (action, from) => setChosen({ action, from }),
    show: (pane, side) => {
      const now = chosen()
      for (const marked of pane.querySelectorAll('.on')) marked.classList.remove('on')
      if (now === null) return
      const found = pane.querySelectorAll<HTMLElement>(`[data-action="${CSS.escape(now.action)}"]`)
      for (const element of found) element.classList.add('on')
      const [first] = found
      if (first && now.from !== side) bringIntoView(pane, first)
      if (now.from === 'outside' && side === 'source') pane.scrollIntoView({ block: 'nearest' })
    },
  }
}

const bringIntoView = (pane: HTMLElement, element: HTMLElement) => {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const top =
    element.getBoundingClientRect().top -
    pane.getBoundingClientRect().top +
    pane.scrollTop -
    pane.clientHeight / 3
  pane.scrollTo({ top, behavior: calm ? 'auto' : 'smooth' })
}
