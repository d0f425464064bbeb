import type { PlanView } from '@beatbook/contract'
import { type ComparedRow, type FieldChange, nearestGivenDay } from '@beatbook/domain'
import {
  becomingTitle,
  comparedSentences,
  comparisonLine,
  counted,
  dayWords,
  markInRules,
  planSentences,
} from '@beatbook/domain/english'
import { useLocation, useNavigate } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, For, Show } from 'solid-js'
import { refusalCode } from '../../api.ts'
import { useAsAt, withParam } from '../../calendar/as-at.ts'
import { dayIn } from '../../calendar/day-in.ts'
import { daysAfter } from '../../chart/days.ts'
import { DayField } from '../../ui/DayField.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useSettings } from '../area/settings.ts'
import { useSession } from '../session/session.ts'
import { Filters } from '../view/Filters.tsx'
import { isNarrowed, useFilter } from '../view/filter.ts'
import { MarkedWords } from './MarkedWords.tsx'
import { addressesQuery, compareQuery } from './queries.ts'

/** Without dates in the URL, a plan is compared with itself four weeks before. */
const BEFORE = 28

/**
 * Compares a plan at two dates, or today with a draft of it: the differences of each action, with changed
 * text marked. Of two dates, only the actions that fit the filter on either.
 */
export default function Compare(props: { plan: PlanView }) {
  const location = useLocation()
  const navigate = useNavigate()
  const { asAt, at } = useAsAt()
  const session = useSession()
  const { narrowing, narrow } = useFilter()
  const one = (name: string): string | undefined => {
    const value = location.query[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const day = (name: string) => dayIn(one(name))
  const to = () => day('to') ?? asAt() ?? session.data?.today ?? ''
  const from = () => day('from') ?? nearestGivenDay(daysAfter(to(), -BEFORE))
  const known = () => {
    const { knownAt } = at()
    return knownAt === undefined ? {} : { knownAt }
  }
  const compared = useQuery(() =>
    compareQuery(
      one('draft') === undefined
        ? { ...narrowing(), plan: props.plan.code, from: from(), to: to(), ...known() }
        : {
            plan: props.plan.code,
            draft: one('draft') as string,
            ...(one('draftPlan') === undefined ? {} : { draftPlan: one('draftPlan') as string }),
          },
    ),
  )
  const levelWord = (code: string) =>
    markInRules(
      { levels: props.plan.computed.levels.map(({ level, ...mark }) => ({ code: level, ...mark })) },
      code,
    ).word
  const addresses = useQuery(() => addressesQuery(props.plan.code))
  const href = (params: Record<string, string | null>) =>
    Object.entries(params).reduce(
      (path, [name, value]) => withParam(path, name, value),
      location.pathname + location.search,
    )
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = (name: string) => String(form.get(name) ?? '') || null
    navigate(href({ from: given('compare-from'), to: given('compare-to'), draft: null, draftPlan: null }), {
      scroll: false,
    })
  }
  return (
    <>
      <Show
        when={one('draft') === undefined}
        fallback={
          <p class="meta">
            The plan today beside the <Link href={`/import/${one('draft')}`}>draft</Link>.{' '}
            <Link href={href({ draft: null, draftPlan: null })}>Compare two dates instead</Link>
          </p>
        }
      >
        <form onSubmit={submit} class="filter-form">
          <DayField id="compare-from" label="From the end of" value={from()} required />
          <DayField id="compare-to" label="To the end of" value={to()} required />
          <button type="submit" class="govuk-button govuk-button--secondary">
            Compare
          </button>
        </form>
        <Filters plan={props.plan} narrowing={narrowing()} onChange={narrow} />
      </Show>
      <Show
        when={refusalCode(compared.error) !== 'not-found' || one('draft') !== undefined}
        fallback={<p role="status">The plan was not there yet on {dayWords(from())}. Choose a later day.</p>}
      >
        <Loaded query={compared} what="comparison">
          {(comparison) => {
            const sections = createMemo(
              () => new Map(props.plan.sections.map(({ id, title }) => [id, title])),
            )
            const kinds = () =>
              Object.entries(comparison().counts).filter(([, count]) => count > 0) as [
                ComparedRow['became'][number],
                number,
              ][]
            const rows = () =>
              comparison().rows.filter(
                (row) =>
                  row.became.length > 0 &&
                  (one('became') === undefined || row.became.includes(one('became') as never)),
              )
            return (
              <>
                <p class="meta" aria-live="polite">
                  {comparisonLine(comparison())}
                </p>
                <Show when={planSentences(comparison()).length > 0}>
                  <ul class="plain" aria-label="What became of the plan">
                    <For each={planSentences(comparison())}>{(sentence) => <li>{sentence}</li>}</For>
                  </ul>
                </Show>
                <ul class="chips" aria-label="What became of them">
                  <For each={kinds()}>
                    {([kind, count]) => (
                      <li>
                        <Link
                          class={one('became') === kind ? 'chip on' : 'chip'}
                          href={href({ became: one('became') === kind ? null : kind })}
                          aria-current={one('became') === kind ? 'true' : undefined}
                          noScroll
                        >
                          {becomingTitle(kind)} {count}
                        </Link>
                      </li>
                    )}
                  </For>
                </ul>
                <Show
                  when={rows().length > 0}
                  fallback={
                    <p>
                      Nothing differs between {dayWords(comparison().from)} and {dayWords(comparison().to)}
                      {isNarrowed(narrowing()) ? ' among the actions that fit these filters' : ''}.
                    </p>
                  }
                >
                  <table class="compared">
                    <caption>{counted(rows().length, 'action')} that differ</caption>
                    <thead>
                      <tr>
                        <th scope="col">Ref</th>
                        <th scope="col">Action</th>
                        <th scope="col">What became of it</th>
                      </tr>
                    </thead>
                    <tbody>
                      <For each={rows()}>
                        {(row) => (
                          <Row
                            row={row}
                            address={addresses.data?.[row.id]}
                            sections={sections()}
                            levelWord={levelWord}
                          />
                        )}
                      </For>
                    </tbody>
                  </table>
                </Show>
              </>
            )
          }}
        </Loaded>
      </Show>
    </>
  )
}

interface RowProps {
  readonly row: ComparedRow
  readonly address: string | undefined
  readonly sections: ReadonlyMap<string, string>
  readonly levelWord: (code: string) => string
}

const Row = (props: RowProps) => {
  const settings = useSettings()
  const worded = () =>
    props.row.changes.find(
      (change): change is Extract<FieldChange, { field: 'text' }> => change.field === 'text',
    )
  const sentences = () =>
    comparedSentences(
      { ...props.row, changes: props.row.changes.filter(({ field }) => field !== 'text') },
      props.sections,
      props.levelWord,
      settings().columns,
    )
  return (
    <tr>
      <td class="col-ref">{props.row.ref}</td>
      <th scope="row" class="col-text">
        <Show when={props.address} fallback={props.row.text}>
          {(address) => <Link href={`/plans/${address()}`}>{props.row.text}</Link>}
        </Show>
        <span class="sub">
          {props.row.became.map((kind) => becomingTitle(kind).toLowerCase()).join(', ')}
        </span>
      </th>
      <td data-label="What became of it">
        <Show when={worded()}>{(change) => <MarkedWords words={change().words} />}</Show>
        <ul class="plain">
          <For each={sentences()}>{(sentence) => <li>{sentence}</li>}</For>
        </ul>
      </td>
    </tr>
  )
}
