import type { Client } from '@beatbook/api/client'
import { type Person, roleAllows } from '@beatbook/domain'
import { dayWords, instantWords } from '@beatbook/domain/english'
import { barSentence, recalculatingWords, ruleBarSentence } from '@beatbook/presentation'
import { Box, useApp, useInput, usePaste, useWindowSize } from 'ink'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { stopOf } from '../session/failure.ts'
import { Body } from './body.tsx'
import { Bottom } from './bottom.tsx'
import { Line, Rule } from './frame.tsx'
import { intentsOf } from './intents.ts'
import { keysIn, keysOf } from './keys.ts'
import { lineOf } from './line.ts'
import { countOf } from './page.ts'
import { type Pressed, press } from './pressed.ts'
import { addressOn, type Record, useRecord } from './record.ts'
import { type Event, firstState, reduce, type Screen, type State, top } from './state.ts'
import { workAddresses } from './work/list.ts'

export interface AppProps {
  readonly client: Client
  readonly person: Person
  readonly force: string
  /**
   * Subscribes to changes of the record; calls back on every change and when the connection is lost or
   * restored. Returns a function that unsubscribes.
   */
  readonly follow: (on: { change: () => void; state: (live: State['live']) => void }) => () => void
  /** Opens text in the person's editor; returns the edited text. */
  readonly editor: ((words: string) => string | null) | null
}

/** The screens: one at a time, with an overlay. */
export const App = ({ client, person, force, follow, editor }: AppProps): ReactNode => {
  const { exit, suspendTerminal } = useApp()
  const { columns, rows: height } = useWindowSize()
  const width = Math.max(40, columns)
  // Keys that arrive together are each handled with the state after the previous one, so the state is updated
  // before it is drawn.
  const now = useRef(firstState)
  const [state, draw] = useState(firstState)
  const send = (event: Event) => {
    now.current = reduce(now.current, event)
    draw(now.current)
  }
  const screen = top(state)
  const record = useRecord(client, state, width >= 120)
  const { plan } = record
  const bars = barsOf(screen, record)
  const body = height - 3 - bars.length
  const count = countOf(screen, record, pageWidth(width), body)
  const mayEdit = roleAllows(person.role, 'edit') && state.asAt === null && state.knownAt === null

  useEffect(
    () => follow({ change: () => send({ type: 'refresh' }), state: (live) => send({ type: 'live', live }) }),
    [follow],
  )

  const work = record.mine.data === null ? [] : workAddresses(record.mine.data)
  const intents = intentsOf({
    client,
    send,
    record,
    mayEdit,
    exit,
    state: () => now.current,
    address: () => addressOn(top(now.current), { ...record, work }),
  })
  const write = (words: string): void => {
    const form = now.current.overlay?.at === 'update' ? now.current.overlay.form : null
    if (form === null || editor === null) return
    suspendTerminal(() => {
      const written = editor(words)
      if (written !== null) send({ type: 'form', form: { ...form, words: lineOf(written) } })
    }).catch((error: unknown) => send({ type: 'form', form: { ...form, error: stopOf(error).message } }))
  }
  const pressed = (...key: Pressed) =>
    press(key, {
      state: now.current,
      send,
      intents,
      count,
      page: Math.max(1, Math.floor(body / 2)),
      exit,
      write: editor === null ? null : write,
    })
  // Keys pressed quickly arrive in one read; typed text arrives in one read too.
  useInput((input, key) => {
    // Esc quickly followed by another key looks like Alt with that key, which is not used here.
    if (key.meta && input !== '') pressed('', { ...key, meta: false, escape: true })
    for (const one of keysIn(input, now.current.overlay !== null))
      pressed(one.input, { ...key, meta: false, ...one.key })
  })
  usePaste((text) => {
    if (now.current.overlay !== null) send({ type: 'typed', input: text, key: {} })
  })

  // A filter is applied while it is typed, shortly after the last key.
  const typing = state.overlay?.at === 'filter' ? state.overlay.line.text : null
  const filter = screen.at === 'plan' ? screen.filter : ''
  useEffect(() => {
    if (typing === null || typing === filter) return
    const soon = setTimeout(() => send({ type: 'filter', text: typing }), 120)
    return () => clearTimeout(soon)
  }, [typing, filter])

  // So is a jump.
  const sought = state.overlay?.at === 'find' ? state.overlay.line.text : ''
  useEffect(() => {
    if (sought === '') return
    const soon = setTimeout(() => intents.find(sought), 120)
    return () => clearTimeout(soon)
  }, [sought])

  const view = screen.at === 'plan' && screen.view !== null ? `: ${screen.view}` : ''
  const about =
    record.code === null ? (screen.at === 'plan' ? 'All plans' : null) : (plan.data?.title ?? record.code)
  const title = about === null ? force : `${force} · ${about}${view}`
  const past = state.asAt !== null || state.knownAt !== null
  const when = `as at ${state.asAt === null ? 'today' : dayWords(state.asAt)}${state.knownAt === null ? '' : `, known ${instantWords(state.knownAt)}`}`
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Line bold left={`Beatbook  ${title}`} right={`${when} · ${state.live}`} width={width} inverse={past} />
      {bars.map((bar, at) => (
        <Line key={at} left={bar} right={at === 0 && width > 70 ? person.name : ''} width={width} />
      ))}
      <Rule width={width} />
      <Body state={state} record={record} width={width} height={body} pageWidth={pageWidth(width)} />
      <Bottom
        state={state}
        keys={keysOf[screen.at].filter((key) => !key.edits || mayEdit)}
        place={placeOf(screen, count)}
        unread={record.filter?.unread ?? null}
        width={width}
      />
    </Box>
  )
}

const pageWidth = (width: number): number => Math.min(width - 4, 110)

/** The counts above the screen: the number of plans, or a plan's levels, declared and by the rules. */
const barsOf = (screen: Screen, { code, plan, plans }: Record): string[] => {
  if (code === null) return [`${plans.data?.length ?? 0} plans`]
  if (plan.data === null) return ['']
  const { counts, computed, disagreements, recalculating } = plan.data
  const rules = `${ruleBarSentence(computed)}${disagreements === 0 ? '' : ` · ${disagreements} at odds`}`
  const second = recalculating === null ? rules : recalculatingWords(recalculating)
  return screen.at === 'plan' || screen.at === 'turning'
    ? [barSentence(counts), second]
    : [barSentence(counts)]
}

const placeOf = (screen: Screen, count: number): string =>
  'selected' in screen ? `${count > 0 ? screen.selected + 1 : 0} of ${count}` : ''
