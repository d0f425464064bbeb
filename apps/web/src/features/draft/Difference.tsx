import type { FieldDifference, PlanDifference, RowDifference } from '@beatbook/domain'
import { aboutSentence, counted } from '@beatbook/domain/english'
import { changedByWords, differenceSentences, rowKindWords } from '@beatbook/presentation'
import { useQuery } from '@tanstack/solid-query'
import { createEffect, createMemo, createSignal, For, Show } from 'solid-js'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { MarkedWords } from '../compare/MarkedWords.tsx'
import { differenceQuery } from './queries.ts'

type Choice = RowDifference['proposed']
type Row = { row: string; choice: Choice }

interface DifferenceProps {
  readonly draft: string
  readonly plan: string
  readonly of: string
  /** Called when a choice changes: with the choices, and the ids of the selects without one. */
  readonly onChoose: (rows: Row[], open: string[]) => void
}

/** The differences between the document and the plan it revises, row by row, each with its choice. */
export const Difference = (props: DifferenceProps) => {
  const difference = useQuery(() => differenceQuery(props.draft, props.plan, props.of))
  return (
    <Loaded query={difference} what="difference">
      {(data) => <Rows difference={data()} onChoose={props.onChoose} />}
    </Loaded>
  )
}

const Rows = (props: { difference: PlanDifference; onChoose: DifferenceProps['onChoose'] }) => {
  const [chosen, setChosen] = createSignal<Record<string, Choice>>({})
  const rows = createMemo(() =>
    props.difference.rows.filter((row) => row.kind !== 'same' || row.needsConfirming || row.newUpdates > 0),
  )
  const same = () => props.difference.rows.length - rows().length
  const open = createMemo(() =>
    rows().filter((row) => row.needsConfirming && chosen()[row.row] === undefined),
  )
  createEffect(() =>
    props.onChoose(
      rows().flatMap((row) =>
        row.needsConfirming && chosen()[row.row] === undefined
          ? []
          : [{ row: row.row, choice: chosen()[row.row] ?? row.proposed }],
      ),
      open().map((row) => `row-${row.row}`),
    ),
  )
  const confirmAll = () =>
    setChosen((before) => ({
      ...Object.fromEntries(open().map((row) => [row.row, row.proposed])),
      ...before,
    }))

  return (
    <Show
      when={!props.difference.unchanged}
      fallback={<p>The document says what the plan says already. Accepting it writes nothing.</p>}
    >
      <p aria-live="polite">
        {counted(rows().length, 'row')} {rows().length === 1 ? 'differs' : 'differ'}, {same()}{' '}
        {same() === 1 ? 'says' : 'say'} the same.
        <Show when={open().length > 0}>
          {' '}
          {counted(open().length, 'row')} {open().length === 1 ? 'needs' : 'need'} your decision first.{' '}
          <button type="button" class="link-button" onClick={confirmAll}>
            Confirm all as proposed
          </button>
        </Show>
      </p>
      <Show when={props.difference.about.length > 0}>
        <ul class="plain" aria-label="What it says of the plan">
          <For each={props.difference.about}>
            {({ field, plan, draft }) => <li>{aboutSentence(field, plan, draft)}</li>}
          </For>
        </ul>
      </Show>
      <ScrollRegion label="Difference">
        <table class="difference">
          <caption class="govuk-visually-hidden">Where the document and the plan differ</caption>
          <thead>
            <tr>
              <th scope="col">Ref</th>
              <th scope="col">Action</th>
              <th scope="col">What differs</th>
              <th scope="col">What should happen</th>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {(row) => (
                <tr classList={{ open: row.needsConfirming && chosen()[row.row] === undefined }}>
                  <td>{row.ref}</td>
                  <th scope="row">
                    {row.text}
                    <Show when={row.kind === 'moved' && row.action}>
                      {(action) => (
                        <span class="sub">
                          is <Link href={`/plans/${action().address}`}>{action().address}</Link> now
                        </span>
                      )}
                    </Show>
                    <Show
                      when={
                        row.action && row.matched !== 'exact' && row.kind !== 'gone' && row.kind !== 'moved'
                      }
                    >
                      <span class="sub">
                        matched to {row.action?.ref} “{row.action?.text}” {matchedWords[row.matched]}
                      </span>
                    </Show>
                  </th>
                  <td>
                    <b>{upperFirst(rowKindWords(row.kind))}</b>
                    <For each={row.fields}>
                      {(field) => (
                        <>
                          <Show when={field.change.field === 'text' && field.change}>
                            {(change) => <MarkedWords words={change().words} />}
                          </Show>
                          <For each={sentencesOf(field)}>
                            {(sentence) => <span class="sub">{sentence}</span>}
                          </For>
                        </>
                      )}
                    </For>
                    <Show when={row.newUpdates > 0}>
                      <span class="sub">{counted(row.newUpdates, 'new update')}</span>
                    </Show>
                  </td>
                  <td>
                    <select
                      id={`row-${row.row}`}
                      class="govuk-select"
                      aria-label={`What should happen to ${row.ref}`}
                      onChange={(event) =>
                        setChosen((before) => ({ ...before, [row.row]: event.currentTarget.value as Choice }))
                      }
                    >
                      <Show when={row.needsConfirming && chosen()[row.row] === undefined}>
                        <option value="" selected disabled>
                          choose
                        </option>
                      </Show>
                      <For each={choicesOf(row)}>
                        {(choice) => (
                          <option
                            value={choice}
                            selected={
                              (chosen()[row.row] ?? (row.needsConfirming ? undefined : row.proposed)) ===
                              choice
                            }
                          >
                            {choiceWords[choice]}
                            {choice === row.proposed ? ' (proposed)' : ''}
                          </option>
                        )}
                      </For>
                    </select>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </ScrollRegion>
    </Show>
  )
}

/** Changed text is marked in place; its sentence only names who changed it. */
const sentencesOf = (field: FieldDifference): string[] => {
  if (field.change.field !== 'text') return differenceSentences(field)
  return field.changedBy === 'document' ? [] : [changedByWords(field.changedBy)]
}

const upperFirst = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const choicesOf = (row: RowDifference): Choice[] => {
  if (row.kind === 'new') return ['add', 'leave']
  if (row.kind === 'gone') return ['leave', 'withdraw']
  if (row.kind === 'moved') return ['leave', 'add']
  return row.matched === 'exact' ? ['take', 'leave'] : ['take', 'leave', 'add']
}
const choiceWords: Record<Choice, string> = {
  take: 'take what the document says',
  leave: 'leave the plan as it is',
  withdraw: 'withdraw the action',
  add: 'add it as a new action',
}
const matchedWords: Record<RowDifference['matched'], string> = {
  exact: '',
  ref: 'by its number',
  text: 'by its words',
  similar: 'by similar words',
  none: '',
}
