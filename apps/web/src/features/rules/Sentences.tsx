import type { RagScheme } from '@beatbook/domain'
import { type SchemeFinding, schemeFindingSentence, schemePlaceWords, schemeSentences } from '@beatbook/presentation'
import { For, Show } from 'solid-js'
import { MarkTag } from '../../ui/LevelMark.tsx'

/** A scheme as a person reads it: its levels with their meanings, and its rules in the order in which they are asked. */
export const Sentences = (props: { scheme: RagScheme; findings: readonly SchemeFinding[] }) => (
  <>
    <h2>Levels</h2>
    <dl class="facts levels">
      <For each={props.scheme.levels}>
        {(level) => (
          <div>
            <dt>
              <MarkTag mark={level} />
            </dt>
            <dd>
              {level.meaning}
              <Show when={level.reasonDue}>
                <span class="sub">Whoever declares it says why{level.asksNextDate ? ', and whether the date moves' : ''}.</span>
              </Show>
            </dd>
          </div>
        )}
      </For>
    </dl>
    <h2>Rules</h2>
    <p class="quiet">Asked in this order; the first that is met decides.</p>
    <ol class="list">
      <For each={schemeSentences(props.scheme)}>{(sentence) => <li>{sentence}</li>}</For>
    </ol>
    <Show when={props.scheme.waitsFor?.length}>
      <p class="quiet">It waits for {props.scheme.waitsFor?.join('; ')}.</p>
    </Show>
    <Show when={props.findings.length > 0}>
      <h3>What the check found</h3>
      <ul class="list">
        <For each={props.findings}>
          {(finding) => (
            <li>
              {schemePlaceWords(finding.path, props.scheme)}: {schemeFindingSentence(finding)}
            </li>
          )}
        </For>
      </ul>
    </Show>
  </>
)
