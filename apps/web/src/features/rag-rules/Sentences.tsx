import type { RagRules } from '@beatbook/domain'
import {
  type RagRulesFinding,
  ragRulesFindingSentence,
  ragRulesPlaceWords,
  ragRulesSentences,
} from '@beatbook/domain/english'
import { For, Show } from 'solid-js'
import { MarkTag } from '../../ui/LevelMark.tsx'

/** RAG rules in sentences: the levels with their meanings, and the rules in the order of evaluation. */
export const Sentences = (props: { ragRules: RagRules; findings: readonly RagRulesFinding[] }) => (
  <>
    <h2>Levels</h2>
    <dl class="facts levels">
      <For each={props.ragRules.levels}>
        {(level) => (
          <div>
            <dt>
              <MarkTag mark={level} />
            </dt>
            <dd>
              {level.meaning}
              <Show when={level.reasonDue}>
                <span class="sub">
                  Whoever declares it says why{level.asksNextDate ? ', and whether the date moves' : ''}.
                </span>
              </Show>
            </dd>
          </div>
        )}
      </For>
    </dl>
    <h2>Rules</h2>
    <p class="quiet">Asked in this order; the first that is met decides.</p>
    <ol class="list">
      <For each={ragRulesSentences(props.ragRules)}>{(sentence) => <li>{sentence}</li>}</For>
    </ol>
    <Show when={props.ragRules.waitsFor?.length}>
      <p class="quiet">They wait for {props.ragRules.waitsFor?.join('; ')}.</p>
    </Show>
    <Show when={props.findings.length > 0}>
      <h3>What the check found</h3>
      <ul class="list">
        <For each={props.findings}>
          {(finding) => (
            <li>
              {ragRulesPlaceWords(finding.path, props.ragRules)}: {ragRulesFindingSentence(finding)}
            </li>
          )}
        </For>
      </ul>
    </Show>
  </>
)
