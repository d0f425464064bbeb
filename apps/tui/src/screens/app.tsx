import type { Client } from '@beatbook/api/client'
import { type Instant, type Person, roleAllows } from '@beatbook/domain'
import { counted, dayWords, instantWords } from '@beatbook/domain/english'
import { barSentence, recalculatingWords, ruleBarSentence } from '@beatbook/presentation'
import { Box, useApp, useInput, usePaste, useWindowSize } from 'ink'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { PageLine } from '../output/page.ts'
import { keepDraft } from '../session/drafts.ts'
import { stopOf } from '../session/failure.ts'
import { keepLine } from '../session/lines.ts'
import { runOutside } from '../session/outside.ts'
import { inputsOf } from './action/update-form.ts'
import { Body } from './body.tsx'
import { Bottom, bottomHeight } from './bottom.tsx'
import { draftOf } from './conversation/edits.ts'
import { Line, Rule } from './frame.tsx'
import { intentsOf } from './intents.ts'
import { isBlock, keysIn, keysOf } from './keys.ts'
import { lineOf } from './line.ts'
import { countOf, pageOf } from './page.ts'
import { changeDraftOf, changeInputsOf, hasChange } from './plan/change-form.ts'
import { type Pressed, press } from './pressed.ts'
import { addressOn, type Record, useRecord } from './record.ts'
import { type Event, type Overlay, reduce, type Screen, type State, stateOn, top } from './state.ts'
import { Text } from './text.tsx'
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
  /** When the screens were opened before; with `news`, others recorded something since, which is shown first. */
  readonly since: Instant | null
  readonly news: boolean
}

/** The screens: one at a time, with an overlay. */
export const App = ({ client, person, force, follow, editor, since, news }: AppProps): ReactNode => {
  const { exit, suspendTerminal } = useApp()
  const { columns, rows: height } = useWindowSize()
  const width = Math.max(40, columns)
  // Keys that arrive together are each handled with the state after the previous one, so the state is updated
  // before it is drawn.
  const [first] = useState(() => stateOn(since, news))
  const now = useRef(first)
  const [state, draw] = useState(first)
  const send = (event: Event) => {
    now.current = reduce(now.current, event)
    draw(now.current)
  }
  const screen = top(state)
  const record = useRecord(client, state, {
    beside: width >= 120,
    width: pageWidth(width),
    person: person.id,
  })
  const { plan } = record
  const bars = barsOf(screen, record)
  const body = height - 2 - bars.length - bottomHeight(state, record.filter?.unread ?? null, width)
  const count = countOf(screen, record, pageWidth(width), body)
  const mayEdit = roleAllows(person.role, 'edit') && state.asAt === null && state.knownAt === null

  useEffect(
    () => follow({ change: () => send({ type: 'refresh' }), state: (live) => send({ type: 'live', live }) }),
    [follow],
  )

  const work =
    record.mine.data === null ? [] : workAddresses(record.mine.data, record.mentions.data?.mentions ?? [])
  const lineAt = (): PageLine | undefined => {
    const at = top(now.current)
    return 'scroll' in at ? pageOf(at, record, pageWidth(width))?.lines?.[at.scroll] : undefined
  }
  const intents = intentsOf({
    client,
    send,
    record,
    mayEdit,
    exit,
    outside: (words) => void suspendTerminal(() => runOutside(words)).then(() => send({ type: 'refresh' })),
    state: () => now.current,
    lineAt,
    address: () => addressOn(top(now.current), { ...record, work }) ?? addressIn(lineAt()),
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
      keep: () => keepWords(now.current.overlay),
      suspend: () => void suspendTerminal(stopUntilContinued),
      write: editor === null ? null : write,
    })
  const blockAt = useRef(0)
  // Keys pressed quickly arrive in one read; typed text arrives in one read too.
  useInput((input, key) => {
    // Esc quickly followed by another key looks like Alt with that key, which is not used here.
    if (key.meta && input !== '') pressed('', { ...key, meta: false, escape: true })
    const typing = now.current.overlay !== null
    // A terminal without bracketed paste sends a block as if it were typed; its lines are words, never Enter.
    if (typing && (isBlock(input) || (/[\r\n]/.test(input) && Date.now() - blockAt.current < AFTER_BLOCK))) {
      blockAt.current = Date.now()
      return send({ type: 'typed', input, key: {} })
    }
    if (typing && key.return && Date.now() - blockAt.current < AFTER_BLOCK) return
    for (const { input: part, key: also } of keysIn(input, typing)) {
      // What follows the key that closed an overlay in the same read is keys again.
      const single = now.current.overlay === null ? [...part] : [part]
      for (const one of single.length === 0 ? [''] : single) pressed(one, { ...key, meta: false, ...also })
    }
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

  // What is typed is kept soon, so that neither a crash nor a lost connection takes it.
  const written = wordsTyped(state.overlay)
  useEffect(() => {
    if (written === '') return
    const soon = setTimeout(() => keepWords(now.current.overlay), 400)
    return () => clearTimeout(soon)
  }, [written])

  useEffect(() => () => keepWords(now.current.overlay), [])

  // What a change of several actions would do is asked once typing rests.
  const change = state.overlay?.at === 'change' ? state.overlay.form : null
  const changing = change === null ? '' : JSON.stringify([change.choices, change.lines])
  useEffect(() => {
    if (change === null || change.sending || !hasChange(change)) return
    const soon = setTimeout(() => void intents.look(change), 250)
    return () => clearTimeout(soon)
  }, [changing])

  const view = screen.at === 'plan' && screen.view !== null ? `: ${screen.view}` : ''
  const about =
    record.code === null ? (screen.at === 'plan' ? 'All plans' : null) : (plan.data?.title ?? record.code)
  const title = about === null ? force : `${force} · ${about}${view}`
  const past = state.asAt !== null || state.knownAt !== null
  const when = `as at ${state.asAt === null ? 'today' : dayWords(state.asAt)}${state.knownAt === null ? '' : `, known ${instantWords(state.knownAt)}`}`
  if (columns < LEAST_COLUMNS || height < LEAST_ROWS)
    return (
      <Text wrap="wrap">
        {`Too small: ${columns} by ${height}. Beatbook needs ${LEAST_COLUMNS} columns and ${LEAST_ROWS} lines. q quits.`}
      </Text>
    )
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Line
        bold
        // On a narrow screen the past is said in the place of the title.
        left={past && width < when.length + 30 ? when : `Beatbook  ${title}`}
        right={past && width < when.length + 30 ? state.live : `${when} · ${state.live}`}
        width={width}
        inverse={past}
      />
      {bars.map((bar, at) => (
        <Line key={at} left={bar} right={at === 0 && width > 70 ? person.name : ''} width={width} />
      ))}
      <Rule width={width} />
      <Body
        state={state}
        record={record}
        width={width}
        height={body}
        pageWidth={pageWidth(width)}
        editor={editor !== null}
      />
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

/** The smallest screen that everything fits on. */
const LEAST_COLUMNS = 40
const LEAST_ROWS = 10

/** For how long after a block a line break belongs to it: long ones arrive in several reads. */
const AFTER_BLOCK = 80

/** The address that a line of a page leads to. */
const addressIn = (line: PageLine | undefined): string | null =>
  line?.opens === undefined || line.opens.startsWith('on:') ? null : line.opens

/** What is typed into an overlay that keeps it, as text that changes with it; empty for others. */
const wordsTyped = (overlay: Overlay | null): string =>
  overlay?.at === 'update'
    ? JSON.stringify(inputsOf(overlay.form))
    : overlay?.at === 'change'
      ? JSON.stringify(changeInputsOf(overlay.form))
      : overlay?.at === 'say' || isLineTyped(overlay)
        ? overlay.line.text
        : ''

/** Whether a `:` line is typed, not one of the earlier ones that is looked at. */
const isLineTyped = (overlay: Overlay | null): overlay is Overlay & { readonly at: 'command' } =>
  overlay?.at === 'command' && overlay.back === null

/** Keeps what is typed into an overlay as a draft. */
const keepWords = (overlay: Overlay | null): void => {
  if (overlay?.at === 'update') keepDraft(overlay.form.action.id, inputsOf(overlay.form))
  if (overlay?.at === 'change') keepDraft(changeDraftOf(overlay.form), changeInputsOf(overlay.form))
  if (isLineTyped(overlay)) keepLine(overlay.line.text)
  if (overlay?.at === 'say') keepDraft(draftOf(overlay.about), wordsInputs(overlay.line.text))
}

const wordsInputs = (words: string): { readonly [field: string]: string } => (words === '' ? {} : { words })

/** Stops the program, and whatever started it in the same shell, until it is continued. */
const stopUntilContinued = (): void => void process.kill(0, 'SIGTSTP')

const pageWidth = (width: number): number => Math.min(width - 4, 110)

/** The counts above the screen: the number of plans, or a plan's levels, declared and by the rules. */
const barsOf = (screen: Screen, { code, plan, plans }: Record): string[] => {
  if (code === null) return [counted(plans.data?.length ?? 0, 'plan')]
  if (plan.data === null || plan.error !== null) return [plan.error ?? '']
  const { counts, computed, disagreements, recalculating } = plan.data
  const rules = `${ruleBarSentence(computed)}${disagreements === 0 ? '' : ` · ${disagreements} at odds`}`
  const second = recalculating === null ? rules : recalculatingWords(recalculating)
  return screen.at === 'plan' || screen.at === 'turning'
    ? [barSentence(counts), second]
    : [barSentence(counts)]
}

const placeOf = (screen: Screen, count: number): string =>
  'selected' in screen ? `${count > 0 ? screen.selected + 1 : 0} of ${count}` : ''
