import { type Choice, type Decision, type Draft, type DraftView, decideAll, type Finding, readDay } from '@beatbook/domain'
import {
  choiceForAllSentence,
  choiceSentence,
  counted,
  dayWords,
  type FindingGroup,
  findingPlace,
  findingSentence,
  findingTitle,
  groupFindings,
  severityWords,
} from '@beatbook/presentation'
import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { TextField } from '../../ui/Field.tsx'
import { refsOf } from './SourcePane.tsx'
import type { Selection } from './selection.ts'

interface FindingsProps {
  readonly view: DraftView
  readonly selection: Selection
  /** Keeps decisions; absent where there is nothing left to decide (an accepted document). */
  readonly onDecide?: (decisions: Decision[]) => void
}

/** What was noticed, kind by kind, most serious first, each with its ways to settle it. */
export const Findings = (props: FindingsProps) => {
  const groups = createMemo(() => groupFindings(props.view.draft.findings))
  return (
    <div class="findings">
      <For each={groups()}>{(group) => <Group group={group} {...props} />}</For>
    </div>
  )
}

const Group = (props: FindingsProps & { group: FindingGroup }) => {
  const open = () => props.group.findings.filter((finding) => props.view.open.includes(finding.key)).length
  const refs = createMemo(() => refsOf(props.view.draft))
  return (
    <details class={`finding-group found-${props.group.severity}`} open={props.group.severity === 'error' || open() > 0}>
      <summary>
        <b>{severityWords(props.group.severity)}:</b> {findingTitle(props.group.code).toLowerCase()} ({props.group.findings.length}
        <Show when={props.group.severity === 'decide'}>{open() === 0 ? ', all decided' : `, ${open()} open`}</Show>)
      </summary>
      <Show when={props.onDecide}>{(onDecide) => <ForAll group={props.group} draft={props.view.draft} onDecide={onDecide()} />}</Show>
      <ul>
        <For each={props.group.findings}>
          {(finding) => (
            <li>
              <Show when={finding.action} fallback={<span class="sub">{findingPlace(finding, null)}</span>}>
                {(action) => (
                  <button type="button" class="link-button" onClick={() => props.selection.choose(action(), 'draft')}>
                    {findingPlace(finding, refs().get(action()) ?? null)}
                  </button>
                )}
              </Show>{' '}
              {findingSentence(finding)}
              <Show when={props.onDecide && finding.choices.length > 0}>
                <Choices
                  finding={finding}
                  decided={props.view.decisions.find((decision) => decision.finding === finding.key)}
                  onDecide={(decision) => props.onDecide?.([decision])}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </details>
  )
}

/** One click for every finding of a kind. */
const ForAll = (props: { group: FindingGroup; draft: Draft; onDecide: (decisions: Decision[]) => void }) => {
  const shared = createMemo(() => {
    const [first] = props.group.findings
    const offered = first?.choices ?? []
    return offered.flatMap((choice) => {
      const all = props.group.findings.every((finding) => finding.choices.some((other) => other.code === choice.code))
      const words = all ? choiceForAllSentence(choice, props.group.findings.length) : null
      return words === null ? [] : [{ choice, words }]
    })
  })
  return (
    <Show when={props.group.findings.length > 1 && shared().length > 0}>
      <p class="choices">
        <For each={shared()}>
          {({ choice, words }) => (
            <button type="button" class="choice" onClick={() => props.onDecide(decideAll(props.draft, props.group.code, choice.code))}>
              {words}
            </button>
          )}
        </For>
      </p>
    </Show>
  )
}

const Choices = (props: { finding: Finding; decided: Decision | undefined; onDecide: (decision: Decision) => void }) => {
  const [asking, setAsking] = createSignal<Choice | null>(null)
  const [error, setError] = createSignal<string>()
  const id = createUniqueId()
  const take = (choice: Choice) => {
    if (choice.asks) return setAsking(asking() === null ? choice : null)
    setAsking(null)
    const taken = props.decided?.choice === choice.code
    props.onDecide({ finding: props.finding.key, choice: taken ? '' : choice.code })
  }
  const give = (event: SubmitEvent) => {
    event.preventDefault()
    const day = readDay(String(new FormData(event.currentTarget as HTMLFormElement).get(id) ?? ''))
    const choice = asking()
    if (day === null || choice === null) return setError('Write a day like 29/6/2022 or 29 June 2022')
    setError(undefined)
    setAsking(null)
    props.onDecide({ finding: props.finding.key, choice: choice.code, given: day })
  }
  return (
    <div class="choices">
      <For each={props.finding.choices}>
        {(choice) => (
          <button
            type="button"
            class="choice"
            aria-pressed={props.decided ? props.decided.choice === choice.code : choice.cautious}
            aria-expanded={choice.asks ? asking() === choice : undefined}
            onClick={() => take(choice)}
          >
            {choiceSentence(choice, props.finding.code)}
            {props.decided?.choice === choice.code && props.decided.given ? `: ${dayWords(props.decided.given)}` : ''}
            {!props.decided && choice.cautious ? ' (unless you decide)' : ''}
          </button>
        )}
      </For>
      <Show when={asking()}>
        <form class="ask" onSubmit={give} novalidate>
          <TextField id={id} label="Which day?" hint="For example 29/6/2022" error={error()} autocomplete="off" />
          <button type="submit" class="govuk-button govuk-button--secondary">
            Use this day
          </button>
        </form>
      </Show>
    </div>
  )
}

/** How many findings of each seriousness there are, in words: "1 thing to decide, 21 to know". */
export const findingsWords = (view: DraftView): string => {
  const count = (severity: Finding['severity']) => view.draft.findings.filter((finding) => finding.severity === severity).length
  const parts = [
    count('error') > 0 ? `${counted(count('error'), 'thing')} to put right` : '',
    count('decide') > 0
      ? `${counted(count('decide'), 'thing')} to decide${view.open.length === 0 ? ' (all decided)' : view.open.length < count('decide') ? ` (${view.open.length} open)` : ''}`
      : '',
    count('warning') > 0 ? `${count('warning')} to check` : '',
    count('info') > 0 ? `${count('info')} to know` : '',
  ].filter(Boolean)
  return parts.length === 0 ? 'nothing to decide' : parts.join(', ')
}
