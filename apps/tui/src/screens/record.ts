import type { Client } from '@beatbook/api/client'
import type { ActionRow, ConversationsView, PlanView, RecordedChange } from '@beatbook/contract'
import {
  addDays,
  defaultSettings,
  type Instant,
  type IsoDate,
  nearestGivenDay,
  QUARTER_DAYS,
  type Settings,
} from '@beatbook/domain'
import { type FilterNames, type GridOf, type Narrowing, readFilter } from '@beatbook/presentation'
import { useEffect, useState } from 'react'
import { askAggregates } from '../aggregate/ask.ts'
import { settingsOfForce } from '../column/force.ts'
import { listTurning } from '../session/pages.ts'
import { londonToday } from '../session/today.ts'
import { talkLines } from './conversation/lines.ts'
import { useAnswer } from './data.ts'
import { useListed } from './plan/listed.ts'
import { type PlanScreen, type Screen, type State, top } from './state.ts'

/**
 * Everything the screens show of the record, loaded as the person moves. `chosen` is the row selected in a
 * plan, whose reasons are shown beside the table. Pages are `width` columns wide; `person` is whose screens they are.
 */
export const useRecord = (
  client: Client,
  state: State,
  { beside, width, person }: { beside: boolean; width: number; person: string },
) => {
  const screen = top(state)
  const times = {
    ...(state.asAt === null ? {} : { asAt: state.asAt }),
    ...(state.knownAt === null ? {} : { knownAt: state.knownAt }),
  }
  const stamp = `${state.asAt ?? 'today'} ${state.knownAt ?? 'now'} ${state.tick}`
  const use = <T>(what: string | null, ask: () => Promise<T>) =>
    useAnswer(what === null ? '' : `${what} ${stamp}`, () => (what === null ? Promise.resolve(null) : ask()))

  const code = planCode(state)
  const listed = state.stack.findLast((each) => each.at === 'plan')
  const plans = use('plans', () => client.plans.list.query(times))
  const plan = use(code === null ? null : `plan ${code}`, () =>
    client.plans.get.query({ plan: code ?? '', ...times }),
  )
  const settings = use(
    listed === undefined && screen.at !== 'views' && screen.at !== 'talk' ? null : 'settings',
    () => settingsOfForce(client),
  )
  const names = namesOf(listed, plan.data, settings.data)
  const filter = listed === undefined ? noFilter : filterOf(listed, names)
  const question =
    listed === undefined || filter === null
      ? null
      : {
          filter: {
            ...(listed.code === null ? {} : { plan: listed.code }),
            withdrawn: 'with' as const,
            exact: true,
            ...filter.narrowing,
            ...times,
          },
          layout: listed.layout,
          of: names,
          several: listed.code === null,
        }
  const talking = screen.at === 'talk' ? screen.address : null
  const talk = use(talking === null ? null : `talk ${talking}`, () => talkAt(client, talking ?? '', times))
  const rows = useListed(
    client,
    {
      list: listed === undefined ? '' : JSON.stringify([listed.code, filter?.narrowing, listed.layout]),
      stamp,
    },
    question,
    listed?.selected ?? 0,
  )
  const talks = use(
    listed?.code == null || screen.at !== 'plan' ? null : `talks ${listed.code}`,
    async () => {
      const { actions } = await client.conversations.counts.query({ plan: listed?.code ?? '' })
      return new Map(actions.flatMap(({ id, open }) => (open === 0 ? [] : [[id, open] as const])))
    },
  )
  const chosen: ActionRow | null = screen.at === 'plan' ? rows.at(screen.selected) : null
  const settled = useDebounced(beside ? (chosen?.address ?? null) : null)
  const acting = screen.at === 'action' ? screen.address : null
  const asked = screen.at === 'why' ? screen.address : settled
  const drawn = acting ?? settled
  const on = state.asAt ?? londonToday()
  const until = nearestGivenDay(addDays(on, QUARTER_DAYS))
  const trended = screen.at === 'trends' ? screen : null
  const ragRules = screen.at === 'rag-rules' ? screen : null
  const derived = screen.at === 'aggregates' ? screen.question : null
  const compared = screen.at === 'compare' ? screen : null

  return {
    code,
    rows,
    question,
    talks: talks.data ?? noTalks,
    settings: settings.data ?? defaultSettings,
    names,
    /** The filter of the list, and what of it means nothing, in a sentence. */
    filter,
    on,
    until,
    plans,
    plan,
    action: use(acting === null ? null : `action ${acting}`, () =>
      client.actions.get.query({ address: acting ?? '', ...times }),
    ),
    history: use(acting === null ? null : `history ${acting}`, () =>
      client.actions.history.query({ address: acting ?? '', ...times }),
    ),
    ribbon: use(drawn === null ? null : `ribbon ${drawn}`, () =>
      client.rating.ribbon.query({ address: drawn ?? '', ...times }),
    ),
    why: use(asked === null ? null : `why ${asked}`, () =>
      client.rating.why.query({ address: asked ?? '', ...times }),
    ),
    turning: use(screen.at === 'turning' ? `turning ${screen.code ?? ''}` : null, () =>
      listTurning(client, {
        ...(screen.at === 'turning' && screen.code !== null ? { plan: screen.code } : {}),
        until,
        ...times,
      }),
    ),
    mine: use(screen.at === 'mine' ? 'mine' : null, () => client.work.mine.query(times)),
    comparison: use(
      compared === null
        ? null
        : `compare ${compared.code} ${compared.from} ${compared.to ?? ''} ${compared.narrowed?.typed ?? ''}`,
      () => {
        const to = compared?.to ?? state.asAt
        return client.plans.compare.query({
          ...compared?.narrowed?.narrowing,
          plan: compared?.code ?? '',
          from: compared?.from ?? '',
          ...(to === null ? {} : { to }),
          ...(state.knownAt === null ? {} : { knownAt: state.knownAt }),
        })
      },
    ),
    allRagRules: use(screen.at === 'rules' ? 'rag-rules' : null, () => client.ragRules.list.query()),
    ragRules: use(
      ragRules === null ? null : `rules ${ragRules.code} ${ragRules.version} ${ragRules.plan ?? ''}`,
      async () => {
        const { plan = null, code = '', version = 1 } = ragRules ?? {}
        const whole = await client.ragRules.get.query({ code, version })
        if (plan === null) return { whole, tried: null }
        const [whatIf, backTest] = await Promise.all([
          client.ragRules.whatIf.query({ plan, ragRules: whole }),
          client.ragRules.backTest.query({ plan, ragRules: whole }),
        ])
        return { whole, tried: { plan, whatIf, backTest } }
      },
    ),
    trends: use(
      trended === null ? null : `trends ${trended.code} ${trended.by} ${trended.narrowed?.typed ?? ''}`,
      () =>
        client.rating.trends.query({
          ...trended?.narrowed?.narrowing,
          plan: trended?.code ?? '',
          by: trended?.by ?? 'computed',
          from: nearestGivenDay(addDays(on, -364)),
          to: until,
          ...times,
        }),
    ),
    check: use(screen.at === 'check' ? `check ${screen.code}` : null, () =>
      client.plans.check.query({ plan: code ?? '', ...times }),
    ),
    views: use(screen.at === 'views' ? 'views' : null, async () => {
      const all = await client.views.list.query()
      const of = screen.at === 'views' ? screen.plan : null
      return of === null ? all : all.filter(({ planId }) => planId === null || planId === plan.data?.id)
    }),
    changes: use(screen.at === 'changes' ? `changes ${screen.since ?? ''}` : null, async () =>
      changesSince(client, screen.at === 'changes' ? screen.since : null, person),
    ),
    owners: use(screen.at === 'owners' ? 'owners' : null, async () => {
      const { rows } = await client.parties.list.query({
        ...times,
        sort: 'actions',
        descending: true,
        limit: 500,
      })
      return rows
    }),
    documents: use(screen.at === 'documents' ? 'documents' : null, () => client.documents.list.query()),
    mentions: use(screen.at === 'mine' ? 'mentions' : null, () => client.work.mentions.query()),
    talk,
    talkLines: talk.data === null ? [] : talkLines(talk.data, settings.data?.columns ?? [], width),
    aggregates: use(derived === null ? null : `aggregates ${JSON.stringify(derived)}`, async () =>
      derived === null ? null : { question: derived, answer: await askAggregates(client, derived, times) },
    ),
  }
}
export type Record = ReturnType<typeof useRecord>

/** The address of the action a screen shows, or that is selected in it; `null` where there is none. */
export const addressOn = (
  screen: Screen,
  record: Pick<Record, 'rows' | 'turning' | 'changes'> & { readonly work: readonly string[] },
): string | null => {
  if (screen.at === 'action' || screen.at === 'why') return screen.address
  if (screen.at === 'plan') return record.rows.at(screen.selected)?.address ?? null
  if (screen.at === 'talk') return screen.address.includes('/') ? screen.address : null
  if (screen.at === 'changes') return record.changes.data?.[screen.selected]?.address ?? null
  if (screen.at === 'turning') return record.turning.data?.[screen.selected]?.address ?? null
  return screen.at === 'mine' ? (record.work[screen.selected] ?? null) : null
}

interface ReadFilter {
  readonly narrowing: Narrowing
  readonly unread: string | null
}

const noFilter: ReadFilter = { narrowing: {}, unread: null }
const noTalks: ReadonlyMap<string, number> = new Map()

/** What the names in the filter of a list mean; `null` until that is loaded. */
const namesOf = (
  listed: PlanScreen | undefined,
  plan: PlanView | null,
  settings: Settings | null,
): (FilterNames & GridOf & { readonly plan: PlanView | null }) | null => {
  if (settings === null || listed === undefined) return null
  if (listed.code === null) return { plan: null, settings }
  return plan === null || (plan.code !== listed.code && plan.id !== listed.code) ? null : { plan, settings }
}

/** What the filter of a list means; `null` where that takes names that are not loaded yet. */
const filterOf = ({ filter, given }: PlanScreen, names: FilterNames | null): ReadFilter | null => {
  if (filter.trim() === '') return noFilter
  if (given?.typed === filter) return { narrowing: given.narrowing, unread: null }
  if (names === null) return null
  const { narrowing, unread } = readFilter(filter, names)
  const [wrong] = unread
  return { narrowing, unread: wrong === undefined ? null : `“${wrong.part}” means nothing. ${wrong.instead}` }
}

/** What others recorded since an instant, the newest first; of more than `MOST_NEWS` the oldest are left out. */
export const changesSince = async (
  client: Client,
  since: Instant | null,
  person: string,
): Promise<RecordedChange[]> => {
  const found: RecordedChange[] = []
  let cursor: string | null = null
  do {
    const page: { rows: RecordedChange[]; next: string | null } = await client.actions.changes.query({
      ...(since === null ? {} : { since }),
      limit: 500,
      ...(cursor === null ? {} : { cursor }),
    })
    found.push(...page.rows.filter(({ by }) => by.id !== person))
    cursor = page.next
  } while (cursor !== null && found.length < MOST_READ)
  return found.toReversed().slice(0, MOST_NEWS)
}
const MOST_NEWS = 1_000
const MOST_READ = 10_000

/** The conversations about an address: an action where it has a slash, else a plan. */
const talkAt = (client: Client, address: string, times: Times): Promise<ConversationsView> =>
  address.includes('/')
    ? client.conversations.ofAction.query({ address, ...times })
    : client.conversations.ofPlan.query({ plan: address, ...times })

interface Times {
  readonly asAt?: IsoDate
  readonly knownAt?: Instant
}

/** The current plan: that of the screen, or of those below it on the stack. */
const planCode = (state: State): string | null => {
  for (const screen of state.stack.toReversed()) {
    if (screen.at === 'compare' || screen.at === 'trends' || screen.at === 'check') return screen.code
    if (screen.at === 'plan') return screen.code
    if (screen.at === 'views' && screen.plan !== null) return screen.plan
    if (screen.at === 'talk') return screen.address.split('/')[0] ?? null
    if (screen.at === 'turning' && screen.code !== null) return screen.code
    if (screen.at === 'action' || screen.at === 'why') return screen.address.split('/')[0] ?? null
    if (screen.at === 'plans' || screen.at === 'mine') return null
  }
  return null
}

/**
 * A debounced value: while the selection moves through a list, nothing is loaded for the entries it passes.
 */
const useDebounced = (value: string | null): string | null => {
  const [settled, settle] = useState(value)
  useEffect(() => {
    const soon = setTimeout(() => settle(value), 150)
    return () => clearTimeout(soon)
  }, [value])
  return value === null ? null : settled
}
