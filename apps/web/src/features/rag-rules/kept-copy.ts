import type { KeptForm } from '@beatbook/contract'
import { type RagRules, ragRules } from '@beatbook/domain'
import { type Accessor, createEffect, createSignal, on, onCleanup, onMount, untrack } from 'solid-js'
import { keptUnder, REST } from '../form/kept-under.ts'
import { useSession } from '../session/session.ts'

/**
 * A copy of rules that is changed and not saved yet, `null` while nobody changes one. It is kept as the person changes
 * it, and is there again when the rules are opened again; `back` is when it was kept.
 */
export const useKeptCopy = (from: RagRules) => {
  const session = useSession()
  const kept = keptUnder(
    untrack(() => session.data?.person?.id ?? ''),
    `save-rag-rules/${from.code}/${from.version}`,
  )
  const [copy, setCopy] = createSignal<RagRules | null>(null)
  const [back, setBack] = createSignal<KeptForm | null>(null)
  const original = JSON.stringify(from)
  const isChanged: Accessor<boolean> = () => copy() !== null && JSON.stringify(copy()) !== original
  let waiting: ReturnType<typeof setTimeout> | undefined
  const form = (): KeptForm => ({
    values: { rules: JSON.stringify(untrack(copy)) },
    keptAt: new Date().toISOString(),
  })
  const stopWaiting = () => {
    clearTimeout(waiting)
    waiting = undefined
  }
  const keepNow = () => {
    stopWaiting()
    if (untrack(isChanged)) void kept.put(form())
  }
  createEffect(
    on(
      copy,
      () => {
        stopWaiting()
        if (isChanged()) waiting = setTimeout(keepNow, REST)
      },
      { defer: true },
    ),
  )
  onMount(async () => {
    const newest = await kept.newest()
    const read = ragRules.safeParse(parsed(newest?.values['rules']))
    // A copy that was opened meanwhile and is not changed yet gives way to the kept one.
    if (newest === null || !read.success || isChanged()) return
    setCopy(read.data)
    setBack(newest)
  })
  const onHide = () => {
    if (waiting !== undefined) kept.putLocally(form())
  }
  addEventListener('pagehide', onHide)
  onCleanup(() => {
    removeEventListener('pagehide', onHide)
    if (waiting !== undefined) keepNow()
  })
  return {
    copy,
    setCopy,
    isChanged,
    back,
    /** After it was saved, or discarded on purpose. */
    done: () => {
      stopWaiting()
      setCopy(null)
      setBack(null)
      kept.forget()
    },
  }
}

const parsed = (json: string | undefined): unknown => {
  try {
    return JSON.parse(json ?? 'null')
  } catch {
    return null
  }
}
