import type { DraftView } from '@beatbook/contract'
import { type Choice, type Decision, type Finding, readDay } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { choiceSentence } from '@beatbook/presentation'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { TextField } from '../../ui/Field.tsx'

/** The ways to settle one finding; choosing the selected one withdraws the decision. */
export const Choices = (props: {
  finding: Finding
  view: DraftView
  onDecide: (decisions: Decision[]) => void
}) => {
  const [asking, setAsking] = createSignal<Choice | null>(null)
  const [error, setError] = createSignal<string>()
  const id = createUniqueId()
  const decided = () => props.view.decisions.find((decision) => decision.finding === props.finding.key)
  const decide = (choice: string, given?: string) =>
    props.onDecide([{ finding: props.finding.key, choice, ...(given === undefined ? {} : { given }) }])
  const cautious = () => props.finding.choices.find((choice) => choice.cautious)?.code
  const take = (choice: Choice) => {
    if (choice.asks) return setAsking(asking() === null ? choice : null)
    setAsking(null)
    decide(decided()?.choice === choice.code ? '' : choice.code)
  }
  const give = (event: SubmitEvent) => {
    event.preventDefault()
    const day = readDay(String(new FormData(event.currentTarget as HTMLFormElement).get(id) ?? ''))
    const choice = asking()
    if (day === null || choice === null) return setError('Write a day like 29/6/2022 or 29 June 2022')
    setError(undefined)
    setAsking(null)
    decide(choice.code, day)
  }
  return (
    <Show when={props.finding.choices.length > 0}>
      <div class="choices">
        <For each={props.finding.choices}>
          {(choice) => (
            <button
              type="button"
              class="choice"
              aria-pressed={(decided()?.choice ?? cautious()) === choice.code}
              aria-expanded={choice.asks ? asking() === choice : undefined}
              onClick={() => take(choice)}
            >
              {choiceSentence(choice, props.finding.code)}
              {decided()?.choice === choice.code && decided()?.given
                ? `: ${dayWords(decided()?.given ?? '')}`
                : ''}
              {!decided() && choice.cautious ? ' (unless you decide)' : ''}
            </button>
          )}
        </For>
        <Show when={asking()}>
          <form class="ask" onSubmit={give} novalidate>
            <TextField
              id={id}
              label="Which day?"
              hint="For example 29/6/2022"
              error={error()}
              autocomplete="off"
            />
            <button type="submit" class="govuk-button govuk-button--secondary">
              Use this day
            </button>
          </form>
        </Show>
      </div>
    </Show>
  )
}
