import type { Why } from '@beatbook/contract'
import { markInRules, waysWords } from '@beatbook/domain/english'
import { For, Show } from 'solid-js'

/** The maximum number of ways that are listed: the simplest come first. */
const MOST_WAYS = 4

/** What would turn an action green by the rules, as things that a person can do. */
export const TurnGreen = (props: { why: Why }) => (
  <Show
    when={
      props.why.toTurn && props.why.evaluation?.level !== props.why.toTurn.level ? props.why.toTurn : null
    }
  >
    {(turn) => {
      const ways = () => waysWords(turn().ways).slice(0, MOST_WAYS)
      return (
        <section aria-labelledby="turn">
          <h2 id="turn">
            What would turn it {markInRules(props.why.ragRules, turn().level).word.toLowerCase()}
          </h2>
          <Show
            when={ways().length > 0}
            fallback={<p class="quiet">Nothing that up to three changes could bring about.</p>}
          >
            <ul class="list">
              <For each={ways()}>{(way) => <li>{way}</li>}</For>
            </ul>
          </Show>
        </section>
      )
    }}
  </Show>
)
