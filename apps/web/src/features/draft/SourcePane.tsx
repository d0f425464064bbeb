import type { Draft } from '@beatbook/domain'
import { createEffect, createMemo, For, Show } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { Blocks } from '../../ui/Blocks.tsx'
import type { Selection } from './selection.ts'
import { linesOf, tintsOf } from './tint.ts'

/**
 * The document itself, every recognised piece tinted by the field it was read as. A piece leads to its result
 * in the draft.
 */
export const SourcePane = (props: { draft: Draft; selection: Selection }) => {
  let pane!: HTMLDivElement
  // The mapping of pieces to fields does not depend on decisions, so it is computed once, outside the page's
  // reactive data.
  const draft = unwrap(props.draft)
  const tints = createMemo(() => tintsOf(draft))
  const lines = createMemo(() => linesOf(draft.source.pieces))
  const noticed = createMemo(
    () =>
      new Set(
        draft.findings.filter((finding) => finding.severity !== 'info').flatMap((finding) => finding.pieces),
      ),
  )
  const labels = createMemo(() => refsOf(draft))

  const isChosen = (action: string | null | undefined) =>
    action !== null && action !== undefined && action === props.selection.chosen()
  createEffect(() => props.selection.show(pane, 'source'))
  const choose = (event: Event) => {
    const piece =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-action]') : null
    if (piece?.dataset.action) props.selection.choose(piece.dataset.action, 'source')
  }
  // The first piece of an action is in the tab order; the others can be clicked with the mouse.
  const firsts = createMemo(() => {
    const first = new Map<string, number>()
    for (const [piece, { action }] of [...tints()].sort(([a], [b]) => a - b))
      if (action !== null && !first.has(action)) first.set(action, piece)
    return new Set(first.values())
  })

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside answer the keyboard; the pane only listens for all of them
    // biome-ignore lint/a11y/noStaticElementInteractions: as above
    <div class="source" ref={pane} onClick={choose}>
      <Blocks
        items={lines()}
        height={24}
        wanted={(line) => line.pieces.some((piece) => isChosen(tints().get(piece)?.action))}
      >
        {(line) => (
          <p class="line" classList={{ 'line-name': line.pieces.length === 0 }}>
            <span class="line-number">{line.label}</span>
            <span class="line-text">
              <For each={line.pieces}>
                {(index) => {
                  const tint = tints().get(index)
                  const text = draft.source.pieces[index]?.text ?? ''
                  const name = `piece tint-${tint?.field ?? 'left-out'}${noticed().has(index) ? ' noticed' : ''}`
                  return (
                    <>
                      <Show
                        when={firsts().has(index)}
                        fallback={
                          <span class={name} data-action={tint?.action ?? undefined} data-piece={index}>
                            {text}
                          </span>
                        }
                      >
                        <button
                          type="button"
                          class={name}
                          data-action={tint?.action ?? undefined}
                          data-piece={index}
                          aria-label={`${text}: show action ${labels().get(tint?.action ?? '') ?? ''} in the draft`}
                        >
                          {text}
                        </button>
                      </Show>{' '}
                    </>
                  )
                }}
              </For>
            </span>
          </p>
        )}
      </Blocks>
    </div>
  )
}

/** The refs of a draft's actions by their keys. */
export const refsOf = (draft: Draft): Map<string, string> =>
  new Map(
    draft.plans.flatMap((plan) =>
      plan.sections.flatMap((section) => section.actions.map((action) => [action.key, action.ref] as const)),
    ),
  )
