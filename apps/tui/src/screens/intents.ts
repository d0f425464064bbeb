import { readDayFrom } from '@beatbook/domain'
import { datesIn } from '../compare/dates.ts'
import { endOfLondonDay, londonToday } from '../session/today.ts'
import { commandOf, completions } from './commands.ts'
import { dispatchersOf, type ScreenContext } from './context.ts'
import { editsOf } from './edits.ts'
import { lineOf } from './line.ts'
import { listEdits } from './plan/list-edits.ts'
import { planScreen, type Screen, top } from './state.ts'

/** The word that a completion adds; what is before it is typed already. */
const lastWord = (line: string): string => line.slice(line.lastIndexOf(' ') + 1)

/** The addresses of the actions on the screen and around it. */
const addressesNear = ({ rows }: ScreenContext['record'], screen: Screen): string[] =>
  screen.at === 'plan'
    ? Array.from({ length: 2 * NEAR }, (_, at) => rows.at(screen.selected - NEAR + at)).flatMap(
        (row) => row?.address ?? [],
      )
    : []
const NEAR = 100

export type Intents = ReturnType<typeof intentsOf>

/** All actions of keys and commands. */
export const intentsOf = (context: ScreenContext) => {
  const { client, send, state, record, address, exit } = context
  const dispatchers = dispatchersOf(context)
  const { complain, done, failed, overlay, open } = dispatchers
  const edits = editsOf({ ...context, ...dispatchers })
  const { openUpdate, openUndo, openRedo, override, lift, link, set } = edits
  const list = listEdits({ ...context, ...dispatchers })

  const setAsAt = (typed: string) => {
    if (typed.trim() === '' || typed.trim() === 'today') return send({ type: 'as-at', asAt: null })
    const day = readDayFrom(typed.trim(), londonToday())
    if (day === null)
      complain(
        `“${typed}” is not a day. Write it as 31/03/26, “31 March 2026”, yesterday or “last month end”.`,
      )
    else send({ type: 'as-at', asAt: day })
  }

  const setKnownAt = (typed: string) => {
    if (typed === '' || typed === 'now') return send({ type: 'known-at', knownAt: null })
    const day = readDayFrom(typed, londonToday())
    if (day === null)
      complain(
        `“${typed}” is not a day. Write it as 31/03/26, “31 March 2026”, yesterday or “last month end”.`,
      )
    else send({ type: 'known-at', knownAt: endOfLondonDay(day) })
  }

  const openWhy = () => {
    const on = address()
    if (on !== null && top(state()).at !== 'why') open({ at: 'why', address: on, scroll: 0 })
  }

  const askCompare = () => {
    const screen = top(state())
    const dates =
      screen.at === 'compare' ? `${screen.from}${screen.to === null ? '' : ` to ${screen.to}`}` : ''
    if (record.code !== null) overlay({ at: 'compare', line: lineOf(dates), error: null, code: record.code })
  }

  const compare = (code: string, typed: string) => {
    const dates = datesIn(typed)
    if ('error' in dates) return complain(dates.error)
    if (top(state()).at === 'compare') send({ type: 'back' })
    open({ at: 'compare', code, ...dates, scroll: 0 })
  }

  const openTurning = (code: string | null) => {
    if (top(state()).at !== 'turning') open({ at: 'turning', code, selected: 0 })
  }
  /** Opens the trends of the plan, by the rules; again, by declared levels. */
  const openTrends = () => {
    const screen = top(state())
    const by = screen.at === 'trends' && screen.by === 'computed' ? 'declared' : 'computed'
    if (screen.at === 'trends') send({ type: 'back' })
    if (record.code !== null) open({ at: 'trends', code: record.code, by, scroll: 0 })
  }
  const openCheck = () => {
    if (record.code !== null) open({ at: 'check', code: record.code, scroll: 0 })
  }
  const openMine = () => {
    if (top(state()).at !== 'mine') open({ at: 'mine', selected: 0 })
  }
  const openRules = () => {
    const at = top(state()).at
    if (at !== 'rules' && at !== 'rag-rules') open({ at: 'rules', plan: record.code, selected: 0 })
  }

  const openAction = (typed: string) => {
    client.actions.get
      .query({ address: typed })
      .then((found) => open({ at: 'action', address: found.address, scroll: 0 }), failed)
  }

  /** Opens the selected entry. */
  const enter = () => {
    const screen = top(state())
    if (screen.at === 'plans') {
      const plan = record.plans.data?.[screen.selected]
      if (plan) open(planScreen(plan.code))
    } else if (screen.at === 'rules') {
      const ragRules = record.allRagRules.data?.[screen.selected]
      if (ragRules)
        open({
          at: 'rag-rules',
          code: ragRules.code,
          version: ragRules.version,
          plan: screen.plan,
          scroll: 0,
        })
    } else if ('selected' in screen) {
      const on = address()
      if (on !== null) open({ at: 'action', address: on, scroll: 0 })
    }
  }

  /** Goes to the action before or after this one in its plan. */
  const step = (to: 'previous' | 'next') => {
    const beside = record.action.data?.[to]
    if (!beside || top(state()).at !== 'action') return
    send({ type: 'back' })
    open({ at: 'action', address: beside, scroll: 0 })
  }

  const inPlan = (rest: string, what: (code: string) => void) => {
    const found = record.plans.data?.find((plan) => plan.code === (rest || record.code))
    if (found) what(found.code)
    else complain(`There is no plan “${rest}”. Tab shows the codes.`)
  }

  /**
   * Runs a command, or shows the answer to a question, that has no code of its own here, in the syntax of the
   * command line.
   */
  const runDerived = (line: string) => {
    import('../command/line.ts')
      .then(({ runTyped }) => runTyped(line, client))
      .then((typed) => {
        if (typed === null) return complain(`There is no command “${line.trim()}”. Tab shows what there is.`)
        if ('error' in typed) return complain(typed.error)
        if ('question' in typed) return open({ at: 'aggregates', question: typed.question, scroll: 0 })
        overlay(null)
        return done(typed.done)
      })
      .catch(failed)
  }

  /** Executes the command typed after `:`. */
  const execute = (line: string) => {
    const command = commandOf(line)
    if (command === null) return line.trim() === '' ? complain('') : runDerived(line)
    const { name, rest } = command
    const closing = (what: () => void) => () => {
      overlay(null)
      what()
    }
    const meant: { [N in typeof name]: () => void } = {
      quit: exit,
      help: () => overlay({ at: 'help', scroll: 0 }),
      today: () => send({ type: 'today' }),
      'as-at': () => (rest === '' ? overlay({ at: 'as-at', line: lineOf(), error: null }) : setAsAt(rest)),
      'known-at': () => setKnownAt(rest),
      plans: () => open({ at: 'plans', selected: 0 }),
      actions: () =>
        rest === 'all' ? open(planScreen(null)) : inPlan(rest, (code) => open(planScreen(code))),
      filter: closing(() => send({ type: 'filter', text: rest })),
      sort: () => list.setOrder(rest),
      group: () => list.setGroup(rest),
      columns: () => list.setColumns(rest),
      go: closing(() => list.goTo(Number(rest))),
      action: closing(() => openAction(rest)),
      why: closing(() =>
        rest === ''
          ? openWhy()
          : client.actions.get
              .query({ address: rest })
              .then((found) => open({ at: 'why', address: found.address, scroll: 0 }), failed),
      ),
      compare: () =>
        rest === '' || record.code === null ? inPlan('', () => askCompare()) : compare(record.code, rest),
      disagreements: closing(() => send({ type: 'disagrees' })),
      turning: closing(() => openTurning(rest === '' ? record.code : rest)),
      trends: closing(openTrends),
      check: closing(openCheck),
      mine: closing(openMine),
      rules: closing(openRules),
      override: () => override(rest),
      lift: closing(lift),
      set: () => set(rest),
      link: () => link(rest),
      depends: () => link(rest === '' ? '' : `depends-on ${rest}`),
      update: closing(openUpdate),
      undo: closing(() => openUndo(rest)),
      redo: closing(() => openRedo(rest)),
    }
    meant[name]()
  }

  /** Completes the command typed after `:`, or lists what could follow. */
  const complete = (line: string) => {
    const offered = completions(line, {
      plans: record.plans.data?.map((p) => p.code) ?? [],
      addresses: addressesNear(record, top(state())),
    })
    if (offered.length === 1) overlay({ at: 'command', line: lineOf(`${offered[0]} `), error: null })
    else if (offered.length > 1) complain(offered.slice(0, 12).map(lastWord).join('   '))
  }

  return {
    ...edits,
    ...list,
    setAsAt,
    openWhy,
    askCompare,
    compare,
    openTurning,
    openTrends,
    openCheck,
    openMine,
    openRules,
    enter,
    step,
    execute,
    complete,
  }
}
