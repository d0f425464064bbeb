import { createEffect, createSignal, on, onCleanup, onMount, untrack } from 'solid-js'
import { keptUnder, REST } from '../../form/kept-under.ts'
import { useSession } from '../../session/session.ts'

/** What was typed in a cell: its value, and the reason where one is given. */
export interface CellTyped {
  readonly value: string
  readonly reason: string
}

/**
 * Keeps what is typed in a cell under the person, until the cell is saved or left on purpose. `key` names the cell,
 * `typed` is what is typed in it (`null`: nothing new). `found` is what was kept before, and `back` when.
 */
export const useKeptCell = (key: string, typed: () => CellTyped | null) => {
  const session = useSession()
  const kept = keptUnder(
    untrack(() => session.data?.person?.id ?? ''),
    `cell/${key}`,
  )
  const [back, setBack] = createSignal<string | null>(null)
  let waiting: ReturnType<typeof setTimeout> | undefined
  let isKept = false
  let isOver = false
  const form = ({ value, reason }: CellTyped) => ({
    values: { value, reason },
    keptAt: new Date().toISOString(),
  })
  const keepNow = () => {
    waiting = undefined
    const now = untrack(typed)
    if (isOver || now === null) return
    isKept = true
    void kept.put(form(now))
  }
  createEffect(
    on(
      typed,
      () => {
        clearTimeout(waiting)
        waiting = setTimeout(keepNow, REST)
      },
      { defer: true },
    ),
  )
  const onHide = () => {
    const now = untrack(typed)
    if (waiting !== undefined && now !== null && !isOver) kept.putLocally(form(now))
  }
  onMount(() => addEventListener('pagehide', onHide))
  onCleanup(() => {
    removeEventListener('pagehide', onHide)
    if (waiting === undefined) return
    clearTimeout(waiting)
    keepNow()
  })
  return {
    back,
    found: async (): Promise<CellTyped | null> => {
      const newest = await kept.newest()
      const value = newest?.values['value']
      if (newest === null || value === undefined || isOver) return null
      isKept = true
      setBack(newest.keptAt)
      return { value, reason: newest.values['reason'] ?? '' }
    },
    /** The cell was saved, or left on purpose. */
    done: () => {
      isOver = true
      clearTimeout(waiting)
      waiting = undefined
      if (isKept) kept.forget()
    },
  }
}
