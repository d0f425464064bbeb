import type { Client } from '@beatbook/api/client'
import type { ActionRow } from '@beatbook/contract'
import { addDays, nearestGivenDay, QUARTER_DAYS } from '@beatbook/domain'
import { useEffect, useState } from 'react'
import { askAggregates } from '../aggregate/ask.ts'
import { listTurning } from '../session/pages.ts'
import { londonToday } from '../session/today.ts'
import { useAnswer, useRows } from './data.ts'
import { type Screen, type State, top } from './state.ts'

/**
 * Everything the screens show of the record, loaded as the person moves. `chosen` is the row selected in a
 * plan, whose reasons are shown beside the table.
 */
export const useRecord = (client: Client, state: State, beside: boolean) => {
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
  const rows = useRows(
    client,
    `rows ${listed?.code ?? ''} ${listed?.filter ?? ''} ${listed?.disagrees ?? false} ${stamp}`,
    listed === undefined
      ? { plan: '\u0000' }
      : {
          plan: listed.code,
          withdrawn: 'with',
          ...(listed.filter === '' ? {} : { text: listed.filter }),
          ...(listed.disagrees ? { disagrees: true } : {}),
          ...times,
        },
    listed?.selected ?? 0,
  )
  const chosen: ActionRow | null = (screen.at === 'plan' && rows.data?.[screen.selected]) || null
  const settled = useDebounced(beside ? (chosen?.address ?? null) : null)
  const acting = screen.at === 'action' ? screen.address : null
  const asked = screen.at === 'why' ? screen.address : settled
  const drawn = acting ?? settled
  const on = state.asAt ?? londonToday()
  const until = nearestGivenDay(addDays(on, QUARTER_DAYS))
  const trended = screen.at === 'trends' ? screen : null
  const ragRules = screen.at === 'rag-rules' ? screen : null
  const question = screen.at === 'aggregates' ? screen.question : null
  const compared = screen.at === 'compare' ? screen : null

  return {
    code,
    rows,
    on,
    until,
    plans: use('plans', () => client.plans.list.query(times)),
    plan: use(code === null ? null : `plan ${code}`, () =>
      client.plans.get.query({ plan: code ?? '', ...times }),
    ),
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
      compared === null ? null : `compare ${compared.code} ${compared.from} ${compared.to ?? ''}`,
      () => {
        const to = compared?.to ?? state.asAt
        return client.plans.compare.query({
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
    trends: use(trended === null ? null : `trends ${trended.code} ${trended.by}`, () =>
      client.rating.trends.query({
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
    aggregates: use(question === null ? null : `aggregates ${JSON.stringify(question)}`, async () =>
      question === null ? null : { question, answer: await askAggregates(client, question, times) },
    ),
  }
}
export type Record = ReturnType<typeof useRecord>

/** The address of the action a screen shows, or that is selected in it; `null` where there is none. */
export const addressOn = (
  screen: Screen,
  record: Pick<Record, 'rows' | 'turning'> & { readonly work: readonly string[] },
): string | null => {
  if (screen.at === 'action' || screen.at === 'why') return screen.address
  if (screen.at === 'plan') return record.rows.data?.[screen.selected]?.address ?? null
  if (screen.at === 'turning') return record.turning.data?.[screen.selected]?.address ?? null
  return screen.at === 'mine' ? (record.work[screen.selected] ?? null) : null
}

/** The current plan: that of the screen, or of those below it on the stack. */
const planCode = (state: State): string | null => {
  for (const screen of state.stack.toReversed()) {
    if (screen.at === 'plan' || screen.at === 'compare' || screen.at === 'trends' || screen.at === 'check')
      return screen.code
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
