import { Show } from 'solid-js'
import type { Changes } from './changes.ts'

/** What happened last, with a way to undo it; the region is always there, so that it is announced. */
export const Said = (props: { changes: Changes }) => (
  <>
    <span class="foot-said" role="status">
      <Show when={props.changes.said()}>
        {(said) => (
          <>
            {said().words}{' '}
            <Show when={said().rest}>
              {(rest) => <FootButton onClick={() => void props.changes.undo(true)}>{rest()}</FootButton>}
            </Show>
          </>
        )}
      </Show>
    </span>
    <Show when={props.changes.mayUndo()}>
      <FootButton onClick={() => void props.changes.undo()}>Undo</FootButton>
    </Show>
  </>
)

/** A button of the bar below the rows. */
export const FootButton = (props: { onClick: () => void; children: string }) => (
  <button type="button" class="link-button" onClick={() => props.onClick()}>
    {props.children}
  </button>
)
