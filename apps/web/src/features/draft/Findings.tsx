import type { DraftView } from '@beatbook/contract'
import { type Decision, type Draft, decideAll, type Finding } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import {
  choiceForAllSentence,
  type FindingGroup,
  findingPlace,
  findingSentence,
  findingTitle,
  groupFindings,
  severityWords,
} from '@beatbook/presentation'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { Choices } from './Choices.tsx'
import { refsOf } from './SourcePane.tsx'
import type { Selection } from './selection.ts'

interface FindingsProps {
  readonly view: DraftView
  readonly selection: Selection
  /** Saves decisions; absent if there is nothing left to decide (an accepted document). */
  readonly onDecide?: (decisions: Decision[]) => void
}

/** The findings by kind, most serious first, each with its ways to settle it. */
export const Findings = (props: FindingsProps) => {
  const groups = createMemo(
    () =>
      new Map(
        groupFindings(props.view.draft.findings).map((group) => [`${group.severity} ${group.code}`, group]),
      ),
  )
  // Keyed by text, so that a decision does not move any group.
  const names = createMemo(() => [...groups().keys()])
  return (
    <div class="findings">
      <For each={names()}>
        {(name) => <Show when={groups().get(name)}>{(group) => <Group {...props} group={group()} />}</Show>}
      </For>
    </div>
  )
}

/** The maximum number of findings in a group that is expanded initially. */
const FEW = 3

/** The number of findings listed in a group; the others are shown with their actions. */
const MOST = 500

const Group = (props: FindingsProps & { group: FindingGroup }) => {
  const open = () => props.group.findings.filter((finding) => props.view.open.includes(finding.key)).length
  const serious = props.group.severity === 'error' || (open() > 0 && props.group.findings.length <= FEW)
  const refs = createMemo(() => refsOf(props.view.draft))
  const [opened, setOpened] = createSignal(serious)
  return (
    <section class={`finding-group found-${props.group.severity}`}>
      <details open={serious} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
        <summary>
          <b>{severityWords(props.group.severity)}:</b> {findingTitle(props.group.code).toLowerCase()} (
          {props.group.findings.length}
          <Show when={props.group.severity === 'decide'}>
            {open() === 0 ? ', all decided' : `, ${open()} open`}
          </Show>
          )
        </summary>
        <ul>
          <For each={opened() ? props.group.findings.slice(0, MOST) : []}>
            {(finding) => (
              <li>
                <Show when={finding.action} fallback={<span class="sub">{findingPlace(finding, null)}</span>}>
                  {(action) => (
                    <button
                      type="button"
                      class="link-button"
                      onClick={() => props.selection.choose(action(), 'outside')}
                    >
                      {findingPlace(finding, refs().get(action()) ?? null)}
                    </button>
                  )}
                </Show>{' '}
                {findingSentence(finding)}
                <Show when={props.onDecide}>
                  {(onDecide) => <Choices finding={finding} view={props.view} onDecide={onDecide()} />}
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.group.findings.length > MOST}>
          <p class="quiet">
            The first {MOST} of {props.group.findings.length}. The others stand beside their actions in the
            draft.
          </p>
        </Show>
      </details>
      <Show when={props.onDecide}>
        {(onDecide) => <ForAll group={props.group} draft={props.view.draft} onDecide={onDecide()} />}
      </Show>
    </section>
  )
}

/** One button to settle every finding of a kind. */
const ForAll = (props: { group: FindingGroup; draft: Draft; onDecide: (decisions: Decision[]) => void }) => {
  const shared = createMemo(() => {
    const [first] = props.group.findings
    const offered = first?.choices ?? []
    return offered.flatMap((choice) => {
      const all = props.group.findings.every((finding) =>
        finding.choices.some((other) => other.code === choice.code),
      )
      const words = all ? choiceForAllSentence(choice, props.group.findings.length) : null
      return words === null ? [] : [{ choice, words }]
    })
  })
  return (
    <Show when={props.group.findings.length > 1 && shared().length > 0}>
      <p class="choices">
        <For each={shared()}>
          {({ choice, words }) => (
            <button
              type="button"
              class="choice"
              onClick={() => props.onDecide(decideAll(props.draft, props.group.code, choice.code))}
            >
              {words}
            </button>
          )}
        </For>
      </p>
    </Show>
  )
}

/** The number of findings by severity, in words: "1 thing to decide, 21 to know". */
export const findingsWords = (view: DraftView): string => {
  const count = (severity: Finding['severity']) =>
    view.draft.findings.filter((finding) => finding.severity === severity).length
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
