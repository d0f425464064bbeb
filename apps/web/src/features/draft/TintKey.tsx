import { For } from 'solid-js'
import type { TintField } from './tint.ts'

const fields: readonly (readonly [TintField, string])[] = [
  ['ref', 'ref'],
  ['text', 'action'],
  ['owner', 'owner'],
  ['timescale', 'timescale'],
  ['level', 'level'],
  ['stage', 'stage'],
  ['progress', 'share done'],
  ['update', 'update'],
  ['detail', 'detail'],
  ['section', 'section'],
  ['plan', 'title'],
  ['table', 'figures'],
  ['left-out', 'left out'],
]

/** The legend of the document's tints. */
export const TintKey = () => (
  <p class="tint-key">
    Tints:{' '}
    <For each={fields}>
      {([field, words]) => (
        <>
          <span class={`piece tint-${field}`}>{words}</span>{' '}
        </>
      )}
    </For>
    <span class="piece noticed">outlined: something was noticed here</span>
  </p>
)
