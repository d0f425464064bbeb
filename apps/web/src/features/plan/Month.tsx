import type { ActionRow } from '@beatbook/contract'
import { addMonths } from '@beatbook/domain'
import { counted, dayWords, monthWords } from '@beatbook/domain/english'
import { useLocation } from '@solidjs/router'
import { createMemo, For, Show } from 'solid-js'
import { useAsAt, withParam } from '../../calendar/as-at.ts'
import { dayIn } from '../../calendar/day-in.ts'
import { LevelMark } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { useSession } from '../session/session.ts'
import { monthPage } from './month.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** A plan's actions on the days they are due, a month at a time. The month is in the URL. */
export default function Month(props: { rows: readonly ActionRow[] }) {
  const { asAt } = useAsAt()
  const session = useSession()
  const location = useLocation()
  const today = () => asAt() ?? session.data?.today ?? '2000-01-01'
  const first = () => dayIn(`${String(location.query['month'])}-01`) ?? `${today().slice(0, 7)}-01`
  const page = createMemo(() => monthPage(props.rows, first()))
  const hrefOf = (month: string | null) => withParam(location.pathname + location.search, 'month', month)
  const other = (months: number) => {
    const month = addMonths(first(), months)
    // The years that a day may be in.
    return dayIn(month) === undefined ? null : hrefOf(month.slice(0, 7))
  }
  return (
    <section class="month" aria-labelledby="month-title">
      <div class="month-head">
        <h2 id="month-title">{monthWords(first())}</h2>
        <nav aria-label="Months">
          <Show when={other(-1)}>
            {(href) => (
              <Link href={href()} noScroll>
                ‹ {monthWords(addMonths(first(), -1))}
              </Link>
            )}
          </Show>
          <Link href={hrefOf(null)} noScroll>
            This month
          </Link>
          <Show when={other(1)}>
            {(href) => (
              <Link href={href()} noScroll>
                {monthWords(addMonths(first(), 1))} ›
              </Link>
            )}
          </Show>
        </nav>
        <p class="quiet">
          {counted(page().before, 'action')} due before, {counted(page().after, 'action')} after
        </p>
      </div>
      <table class="month-days">
        <caption class="govuk-visually-hidden">Actions due in {monthWords(first())}</caption>
        <thead>
          <tr>
            <For each={weekdays}>{(day) => <th scope="col">{day}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={page().weeks}>
            {(week) => (
              <tr>
                <For each={week}>
                  {(each) => (
                    <td
                      classList={{
                        other: !each.inMonth,
                        today: each.day === today(),
                        empty: each.rows.length === 0,
                      }}
                    >
                      <time datetime={each.day}>
                        <span class="govuk-visually-hidden">{dayWords(each.day)}</span>
                        <span aria-hidden="true">{Number(each.day.slice(8))}</span>
                      </time>
                      <Rows rows={each.rows} />
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={page().undated.length > 0}>
        <h3>Without a day</h3>
        <Rows rows={page().undated} />
      </Show>
    </section>
  )
}

const Rows = (props: { rows: readonly ActionRow[] }) => (
  <Show when={props.rows.length > 0}>
    <ul class="plain">
      <For each={props.rows}>
        {(row) => (
          <li classList={{ withdrawn: row.withdrawn }}>
            <span class="clamp">
              <Link href={`/plans/${row.address}`}>{row.ref}</Link> {row.text}
            </span>
            <LevelMark level={row.level} stage={row.stage} />
          </li>
        )}
      </For>
    </ul>
  </Show>
)
