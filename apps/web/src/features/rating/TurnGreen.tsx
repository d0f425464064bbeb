import type { Why } from '@beatbook/contract'
import { changeWords, markInRules, turnsByItselfSentence } from '@beatbook/domain/english'
import { For, Show } from 'solid-js'
import { MendLink } from './MendLink.tsx'

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
      const ways = () => turn().ways.slice(0, MOST_WAYS)
      return (
        <section aria-labelledby="turn">
          <h2 id="turn">
            What would turn it {markInRules(props.why.ragRules, turn().level).word.toLowerCase()}
          </h2>
          <Show when={turnsByItselfSentence(props.why)}>{(words) => <p>{words()}</p>}</Show>
          <Show
            when={ways().length > 0}
            fallback={
              <Show when={turnsByItselfSentence(props.why) === null}>
                <p class="quiet">Nothing that up to three changes could bring about.</p>
              </Show>
            }
          >
            <ul class="list">
              <For each={ways()}>
                {(way) => (
                  <li>
                    <For each={way}>
                      {(change, at) => (
                        <>
                          {joint(at(), way.length)}
                          {changeWords(change)} <MendLink fact={change.fact} />
                        </>
                      )}
                    </For>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </section>
      )
    }}
  </Show>
)

/** What stands between the changes of a way. */
const joint = (at: number, of: number): string => (at === 0 ? '' : at === of - 1 ? ' and ' : ', ')
