import type { ActionRow, PlanView } from '@beatbook/contract'
import { type Becoming, nearestGivenDay } from '@beatbook/domain'
import { becauseWords, becomingTitle, counted, ruleMark } from '@beatbook/domain/english'
import { agreementSentence } from '@beatbook/presentation'
import { useLocation, useNavigate } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, type JSX, Show } from 'solid-js'
import { api, refusalCode } from '../../api.ts'
import { useAsAt, withParam } from '../../calendar/as-at.ts'
import { dayIn } from '../../calendar/day-in.ts'
import { daysAfter } from '../../chart/days.ts'
import { Day } from '../../ui/Day.tsx'
import { DayField } from '../../ui/DayField.tsx'
import { LevelMark, MarkTag } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { changesQuery } from '../compare/queries.ts'
import { useSession } from '../session/session.ts'
import { turningToQuery } from './queries.ts'

/** The number of rows in a short list before the link to all. */
const SHORT = 5

/** How far ahead a plan's page lists what turns red: a quarter. */
const SOON = 91

/**
 * What needs attention in a plan: changes since a day, what turns red soon, and where declared levels
 * differ from those by the rules.
 */
export const ShortLists = (props: { plan: PlanView }) => (
  <Show when={props.plan.ragRules}>
    <div class="short-lists">
      <ChangedSince plan={props.plan} />
      <TurningRed plan={props.plan} />
      <Disagreements plan={props.plan} />
    </div>
  </Show>
)

/** Without a day in the URL, the changes of the last four weeks. */
const SINCE = 28

const ChangedSince = (props: { plan: PlanView }) => {
  const { asAt, at } = useAsAt()
  const session = useSession()
  const location = useLocation()
  const navigate = useNavigate()
  const to = () => asAt() ?? session.data?.today ?? ''
  // Before its first document there is nothing to compare with.
  const began = () => props.plan.documents.map(({ documentDate }) => documentDate).sort()[0] ?? ''
  const since = () => {
    return dayIn(location.query.since) ?? [daysAfter(to(), -SINCE), began()].sort().at(-1) ?? to()
  }
  const compared = useQuery(() => {
    const { knownAt } = at()
    return changesQuery({
      plan: props.plan.code,
      from: since(),
      to: to(),
      ...(knownAt === undefined ? {} : { knownAt }),
    })
  })
  const kinds = (counts: Readonly<Record<string, number>>) =>
    (Object.entries(counts) as [Becoming, number][]).filter(([, count]) => count > 0)
  return (
    <ShortList title="Changed since">
      <DayField
        id="since"
        label={<span class="govuk-visually-hidden">Changed since the end of</span>}
        value={since()}
        most={to()}
        onDay={(day) =>
          navigate(withParam(location.pathname + location.search, 'since', day), {
            scroll: false,
            replace: true,
          })
        }
      />
      <Show
        when={refusalCode(compared.error) !== 'not-found'}
        fallback={<p class="quiet">The plan was not there yet on that day.</p>}
      >
        <Loaded query={compared} what="changes">
          {(changes) => (
            <Show when={kinds(changes().counts).length > 0} fallback={<p class="quiet">Nothing changed.</p>}>
              <ul class="plain">
                <For each={kinds(changes().counts)}>
                  {([became, count]) => (
                    <li>
                      <Link
                        href={`/plans/${props.plan.code}?view=compare&from=${since()}&to=${to()}&became=${became}`}
                      >
                        {becomingTitle(became)}: {count}
                      </Link>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          )}
        </Loaded>
      </Show>
    </ShortList>
  )
}

const TurningRed = (props: { plan: PlanView }) => {
  const { asAt, at } = useAsAt()
  const session = useSession()
  const from = () => asAt() ?? session.data?.today ?? ''
  const worst = () => props.plan.computed.levels[0]
  const turning = useQuery(() =>
    turningToQuery({
      plan: props.plan.code,
      until: nearestGivenDay(daysAfter(from(), SOON)),
      level: worst()?.level ?? 'red',
      limit: SHORT,
      ...at(),
    }),
  )
  return (
    <ShortList title={`Turning ${worst()?.word.toLowerCase() ?? 'red'} soon, if nobody writes`}>
      <Loaded query={turning} what="what turns">
        {(turns) => (
          <Items
            items={turns().rows}
            count={turns().count}
            none={`Nothing turns ${worst()?.word.toLowerCase() ?? 'red'} in the next ${SOON} days.`}
            more={{
              href: `/plans/${props.plan.code}?view=trends#turning`,
              words: (count) => `${counted(count, 'turn')} in all`,
            }}
          >
            {(turn) => (
              <>
                <span class="when">
                  <Day on={turn.on} short />
                </span>{' '}
                <Link href={`/plans/${turn.address}`}>{turn.ref}</Link> {turn.text}
                <span class="sub">{becauseWords(turn.because, turn.on)}</span>
              </>
            )}
          </Items>
        )}
      </Loaded>
    </ShortList>
  )
}

const Disagreements = (props: { plan: PlanView }) => {
  const { at } = useAsAt()
  const rows = useQuery(() => {
    const question = {
      plan: props.plan.code,
      disagrees: true,
      sort: 'computed' as const,
      limit: SHORT,
      ...at(),
    }
    return { queryKey: ['actions', 'disagreeing', question], queryFn: () => api.actions.list.query(question) }
  })
  return (
    <ShortList title="Declared and by the rules disagree">
      <Loaded query={rows} what="disagreements">
        {(page) => (
          <Items
            items={page().rows}
            count={page().count}
            none={agreementSentence(props.plan.counts)}
            more={{
              href: `/plans/${props.plan.code}?disagrees=yes`,
              words: (count) => `${counted(count, 'action')} in all`,
            }}
          >
            {(row: ActionRow) => (
              <>
                <Link href={`/plans/${row.address}#why`}>{row.ref}</Link>{' '}
                <LevelMark level={row.level} stage={null} />{' '}
                {row.computed?.overridden ? 'set by a person to' : 'rules say'}{' '}
                <MarkTag mark={ruleMark(row.computed)} />
                <span class="sub">{row.text}</span>
              </>
            )}
          </Items>
        )}
      </Loaded>
    </ShortList>
  )
}

/** One of the short lists of a plan's page. */
export const ShortList = (props: { title: string; children: JSX.Element }) => (
  <section>
    <h2>{props.title}</h2>
    {props.children}
  </section>
)

interface ItemsProps<T> {
  readonly items: readonly T[]
  /** The total number, if `items` are only the first ones. */
  readonly count?: number
  readonly none: string
  readonly more: { readonly href: string; readonly words: (count: number) => string }
  readonly children: (item: T) => JSX.Element
}

/** The first few of a list, and a link to all. */
export const Items = <T,>(props: ItemsProps<T>) => {
  const count = () => props.count ?? props.items.length
  return (
    <Show when={props.items.length > 0} fallback={<p class="quiet">{props.none}</p>}>
      <ul class="plain">
        <For each={props.items.slice(0, SHORT)}>{(item) => <li>{props.children(item)}</li>}</For>
      </ul>
      <Show when={count() > SHORT}>
        <p>
          <Link href={props.more.href}>{props.more.words(count())}</Link>
        </p>
      </Show>
    </Show>
  )
}
