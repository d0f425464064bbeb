import type { Ignored } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { ignoredReasonWords, placeWords } from '@beatbook/presentation'
import { For, Show } from 'solid-js'

/** The parts of the document that are not in a plan, with the reason: nothing is dropped silently. */
export const LeftOut = (props: { ignored: readonly Ignored[] }) => (
  <Show when={props.ignored.length > 0}>
    <details id="left-out" class="left-out">
      <summary>Left out ({props.ignored.length})</summary>
      <ul>
        <For each={props.ignored}>
          {(left) => (
            <li>
              <b>{ignoredReasonWords(left.reason)}</b>
              <span class="sub">
                {left.place ? `${placeWords(left.place)}, ` : ''}
                {counted(left.count, 'character')}
              </span>
              <span class="words">
                {left.text.length > MOST ? `${left.text.slice(0, MOST)} …` : left.text}
              </span>
            </li>
          )}
        </For>
      </ul>
    </details>
  </Show>
)

const MOST = 400
