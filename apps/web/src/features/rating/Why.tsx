import type { Why as WhyView } from '@beatbook/contract'
import type { ConditionResult, FactName, RagRule } from '@beatbook/domain'
import {
  declaredBesideSentence,
  fullStop,
  joinWords,
  levelSentence,
  markInRules,
  ruleMark,
  ruleSentence,
  testRow,
} from '@beatbook/domain/english'
import { useLocation } from '@solidjs/router'
import { createEffect, createSignal, For, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { isTyping } from '../../ui/is-typing.ts'
import { MarkTag } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { MendLink } from './MendLink.tsx'
import { unworkedSentence } from './unworked.ts'

/** The explanation of an action's computed level: the sentence, and on demand every test of every rule. */
export const Why = (props: { why: WhyView; withdrawn: boolean }) => {
  const location = useLocation()
  const [open, setOpen] = createSignal(false)
  let place!: HTMLElement
  createEffect(() => {
    if (location.hash !== '#why') return
    setOpen(true)
    place.scrollIntoView({ block: 'start' })
  })
  onMount(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'w' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
      setOpen(!open())
      place.querySelector('summary')?.focus()
    }
    addEventListener('keydown', onKey)
    onCleanup(() => removeEventListener('keydown', onKey))
  })
  const sentence = () => levelSentence(props.why)
  return (
    <section id="why" class="why" ref={place} aria-labelledby="why-title">
      <h2 id="why-title">Why this level</h2>
      <Show when={sentence()} fallback={<p>{fullStop(unworkedSentence(props.why, props.withdrawn))}</p>}>
        {(words) => (
          <>
            <p>
              <MarkTag mark={ruleMark(props.why.computed ?? props.why.byRules)} /> <b>{fullStop(words())}</b>
            </p>
            <Show when={declaredBesideSentence(props.why)}>
              {(declared) => (
                <p classList={{ disagreement: props.why.disagrees && props.why.override === null }}>
                  {fullStop(declared())}
                </p>
              )}
            </Show>
            <details open={open()} onToggle={(event) => setOpen(event.currentTarget.open)}>
              <summary>Test by test</summary>
              <Tests why={props.why} />
            </details>
          </>
        )}
      </Show>
    </section>
  )
}

const Tests = (props: { why: WhyView }) => {
  const ragRules = () => props.why.ragRules ?? { levels: [] }
  const rules = () => props.why.evaluation?.rules ?? []
  // Where there is a better level to reach, what made the rule decide can be mended.
  const mends = () => props.why.toTurn !== null
  return (
    <>
      <p>
        The rules of{' '}
        <Show when={props.why.ragRules}>
          {(pinned) => (
            <Link href={`/rules/${pinned().code}?version=${pinned().version}`}>
              {pinned().title}, version {pinned().version}
            </Link>
          )}
        </Show>{' '}
        are asked in this order; the first that is met decides.
      </p>
      <ScrollRegion label="Every test">
        <table class="tests">
          <caption class="govuk-visually-hidden">Every test of every rule</caption>
          <thead>
            <tr>
              <th scope="col">Test</th>
              <th scope="col">Value</th>
              <th scope="col">Asked</th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <For each={rules()}>
            {(rule, at) => (
              <tbody classList={{ decides: rule.id === props.why.evaluation?.rule }}>
                <tr>
                  <th scope="rowgroup" colspan="3">
                    {at() + 1}. {ruleSentence(rule as RagRule, ragRules() as never)}
                  </th>
                  <td>
                    <b>
                      {rule.id === props.why.evaluation?.rule
                        ? 'met: decides'
                        : rule.met
                          ? 'met, but an earlier rule decides'
                          : 'not met'}
                    </b>
                  </td>
                </tr>
                <Parts
                  shown={rule.when}
                  depth={1}
                  mends={mends() && rule.id === props.why.evaluation?.rule ? 'met' : null}
                />
              </tbody>
            )}
          </For>
          <tbody classList={{ decides: props.why.evaluation?.rule === null }}>
            <tr>
              <th scope="rowgroup" colspan="3">
                Otherwise
              </th>
              <td>
                <b>
                  {props.why.evaluation?.rule === null
                    ? `${markInRules(props.why.ragRules, props.why.evaluation.level).word}: no rule is met`
                    : 'not needed'}
                </b>
              </td>
            </tr>
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}

/**
 * A condition's tests as rows, those of joined conditions under the words that join them. `mends` is the outcome
 * of the tests that a person would change: those of the rule that decides, and its opposite below a "not".
 */
const Parts = (props: {
  shown: ConditionResult
  depth: number
  mends: 'met' | 'not met' | null
}): JSX.Element => {
  const { shown } = props
  const indent = { 'padding-left': `${props.depth * 18}px` }
  if ('fact' in shown) {
    const row = testRow(shown)
    return (
      <tr>
        <td style={indent}>{row.test}</td>
        <td>{row.value}</td>
        <td>{row.threshold}</td>
        <td>
          {shown.met ? '✓' : '×'} {row.outcome}
          <Show when={row.outcome === props.mends}>
            {' '}
            <MendLink fact={shown.fact as FactName} />
          </Show>
        </td>
      </tr>
    )
  }
  const parts = 'not' in shown ? [shown.not] : 'all' in shown ? shown.all : shown.any
  const below = () =>
    !('not' in shown) || props.mends === null ? props.mends : props.mends === 'met' ? 'not met' : 'met'
  return (
    <>
      <tr>
        <td style={indent} colspan="3">
          {joinWords(shown)}:
        </td>
        <td>
          {shown.met ? '✓' : '×'} {shown.met ? 'met' : 'not met'}
        </td>
      </tr>
      <For each={parts}>{(part) => <Parts shown={part} depth={props.depth + 1} mends={below()} />}</For>
    </>
  )
}
