import type { WordRun } from '@beatbook/domain'
import { For } from 'solid-js'

/** A text with added and removed words marked. */
export const MarkedWords = (props: { words: readonly WordRun[] }) => (
  <p class="words">
    <For each={props.words}>
      {(run) =>
        run.is === 'same' ? run.text : run.is === 'added' ? <ins>{run.text}</ins> : <del>{run.text}</del>
      }
    </For>
  </p>
)
