import type { SavedView } from '@beatbook/contract'
import { addDays, type IsoDate, readDayFrom } from '@beatbook/domain'
import { filterTyped } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { wordsOf } from '../command/words.ts'
import { datesIn } from '../compare/dates.ts'
import { earlierLines, rememberLine } from '../session/lines.ts'
import { endOfLondonDay, londonToday } from '../session/today.ts'
import { viewNamed } from '../view/named.ts'
import { commandOf, completions, isOutside } from './commands.ts'
import { dispatchersOf, type ScreenContext } from './context.ts'
import { talkEdits } from './conversation/edits.ts'
import { editsOf } from './edits.ts'
import { lineOf } from './line.ts'
import { paletteFor } from './palette.ts'
import { changeEdits } from './plan/change-edits.ts'
import { listEdits } from './plan/list-edits.ts'
import {
  type Confirmed,
  type Narrowed,
  type Overlay,
  type PlanScreen,
  planScreen,
  type SavedChange,
  type Screen,
  top,
} from './state.ts'

/** An empty or begun command line. */
export const commandOverlay = (typed = '', back: number | null = null): Overlay => ({
  at: 'command',
  line: lineOf(typed),
  error: null,
  chosen: null,
  back,
})

/**
 * The line that takes out what a list of actions shows: its plan, filter and day, to be changed before it is sent. The
 * file that it names is new in the folder where the terminal program was started.
 */
export const exportLine = (
  { code, filter }: Pick<PlanScreen, 'code' | 'filter'>,
  asAt: IsoDate | null,
): string =>
  [
    'export',
    ...(code === null ? [] : [code]),
    ...(filter === '' ? [] : ['--where', `'${filter.replaceAll("'", "'\\''")}'`]),
    ...(asAt === null ? [] : ['--as-at', asAt]),
    '--output',
    `${code ?? 'actions'}.xlsx`,
  ].join(' ')

const commonStart = (one: string, other: string): string => {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return one.slice(0, at)
}

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

/** The address of the action that a screen is about; `null` for others. */
const actionOf = (screen: Screen): string | null =>
  screen.at === 'action' || screen.at === 'why' ? screen.address : null

export type Intents = ReturnType<typeof intentsOf>

/** All actions of keys and commands. */
export const intentsOf = (context: ScreenContext) => {
  const { client, send, state, record, address, exit, outside } = context
  const dispatchers = dispatchersOf(context)
  const { complain, done, failed, given, notice, overlay, open } = dispatchers
  const edits = editsOf({ ...context, ...dispatchers })
  const { openUpdate, openUndo, openRedo, override, lift, link, set, withdraw, restore } = edits
  const list = listEdits({ ...context, ...dispatchers })
  const changes = changeEdits({ ...context, ...dispatchers })
  const talk = talkEdits({ ...context, ...dispatchers })

  const openViews = () => open({ at: 'views', plan: record.code, selected: 0 })

  /** Opens what a saved view shows, as it shows it. */
  const openView = ({ name, planCode, view }: SavedView) => {
    const { filter: narrowing, ...layout } = view
    const typed = filterTyped(narrowing, {
      plan: record.plan.data?.code === planCode ? record.plan.data : null,
    })
    open(planScreen(planCode, { filter: typed, given: { typed, narrowing }, layout, view: name }))
  }

  /** Saves what the list shows as a view, or removes one: `save NAME`, `share NAME`, `remove NAME`. */
  const view = (typed: string) => {
    const [, what = '', name = ''] = /^(save|share|remove)\s+(.+)$/.exec(typed.trim()) ?? []
    const screen = top(state())
    if (screen.at !== 'plan' || what === '')
      return complain('In a list of actions, write: view save NAME, view share NAME or view remove NAME.')
    const planId = screen.code === null ? null : (record.plan.data?.id ?? null)
    if (what === 'remove') {
      viewNamed(client, name, planId).then(askToRemove, failed)
      return overlay(null)
    }
    if (record.filter === null) return complain('The list is still being read.')
    const saved = { ...screen.layout, filter: record.filter.narrowing }
    overlay(null)
    client.views.save
      .mutate({ id: uuid(), name, planId, shared: what === 'share', view: saved })
      .then(() => done(`The view “${name}” was saved. v lists the views.`), failed)
  }

  const askToRemove = ({ id, name, own, by }: SavedView) => {
    if (!own) return notice('bad', `“${name}” is a view of ${by}. Only they can remove it.`)
    overlay({ at: 'confirm', asks: { what: 'remove-view', id }, words: `Remove the view “${name}”?` })
  }
  const removeView = () => {
    const screen = top(state())
    const selected = screen.at === 'views' ? record.views.data?.[screen.selected] : undefined
    if (selected !== undefined) askToRemove(selected)
  }

  /** Does what a person said yes to. */
  const confirm = (asks: Confirmed) => {
    overlay(null)
    if (asks.what === 'undo-rest') changes.undoChange(true)
    else if (asks.what === 'remove-view')
      client.views.remove.mutate({ id: asks.id }).then(() => done('The view was removed.'), failed)
  }

  /**
   * Undoes the command that was given here last; on the screen of an action its last entry, unless a command that was
   * typed there came after it.
   */
  const undoHere = (typed = '') => (isHere(state().saved) ? changes.undoChange() : openUndo(typed))
  const redoHere = (typed = '') => (isHere(state().undone) ? changes.redoChange() : openRedo(typed))
  const isHere = (steps: readonly SavedChange[]): boolean => {
    const on = actionOf(top(state()))
    const last = steps.at(-1)
    return last !== undefined && (on === null || last.on === on)
  }

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

  /** The filter that a screen opened from here takes over. */
  const narrowedHere = (): Narrowed | null => {
    const screen = top(state())
    if (screen.at === 'compare' || screen.at === 'trends') return screen.narrowed
    if (screen.at !== 'plan' || screen.filter.trim() === '' || record.filter === null) return null
    return { typed: screen.filter.trim(), narrowing: record.filter.narrowing }
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
    const narrowed = narrowedHere()
    if (top(state()).at === 'compare') send({ type: 'back' })
    open({ at: 'compare', code, ...dates, narrowed, scroll: 0 })
  }

  const openTurning = (code: string | null) => {
    if (top(state()).at !== 'turning') open({ at: 'turning', code, selected: 0 })
  }
  /** Opens the trends of the plan, by the rules; again, by declared levels. */
  const openTrends = () => {
    const screen = top(state())
    const by = screen.at === 'trends' && screen.by === 'computed' ? 'declared' : 'computed'
    const narrowed = narrowedHere()
    if (screen.at === 'trends') send({ type: 'back' })
    if (record.code !== null) open({ at: 'trends', code: record.code, by, narrowed, scroll: 0 })
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
    } else if (screen.at === 'views') {
      const selected = record.views.data?.[screen.selected]
      if (selected !== undefined) openView(selected)
    } else if (screen.at === 'owners') {
      const owner = record.owners.data?.[screen.selected]
      if (owner === undefined) return
      const typed = filterTyped({ owner: owner.name }, { plan: null })
      open(planScreen(null, { filter: typed, given: { typed, narrowing: { owner: owner.id } } }))
    } else if (screen.at === 'documents') {
      const plan = record.documents.data?.[screen.selected]?.plans[0]
      if (plan !== undefined) open(planScreen(plan.code))
      else notice('bad', 'No plan has this document now.')
    } else if (screen.at === 'changes') {
      const change = record.changes.data?.[screen.selected]
      if (change !== undefined)
        open(
          change.address === null
            ? planScreen(change.plan)
            : { at: 'action', address: change.address, scroll: 0 },
        )
    } else if (screen.at === 'mine' && screen.selected < (record.mentions.data?.mentions.length ?? 0)) {
      const mention = record.mentions.data?.mentions[screen.selected]
      if (mention !== undefined) talk.openMention(mention)
    } else if (screen.at === 'talk') {
      talk.answer()
    } else if ('scroll' in screen) {
      const opens = context.lineAt()?.opens
      if (opens === undefined) return
      if (!opens.startsWith('on:')) return openAction(opens)
      send({ type: 'as-at', asAt: opens.slice('on:'.length) })
      if (record.code !== null) open(planScreen(record.code))
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

  /** Opens what others recorded since a day; since the screens were last opened where none is typed. */
  const changesSince = (typed: string) => {
    if (typed === '') return open({ at: 'changes', since: state().since, selected: 0 })
    const day = readDayFrom(typed, londonToday())
    if (day === null) return complain(`“${typed}” is not a day. Write it as 7d, yesterday or 31/03/26.`)
    open({ at: 'changes', since: endOfLondonDay(addDays(day, -1)), selected: 0 })
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
      .then(({ runTyped }) => runTyped(line, client, address()))
      .then((typed) => {
        const words = wordsOf(line)
        if (typed === null && isOutside(words)) {
          overlay(null)
          return outside(words)
        }
        if (typed === null) return complain(`There is no command “${line.trim()}”. Tab shows what there is.`)
        if ('error' in typed) return complain(typed.error)
        if ('question' in typed) return open({ at: 'aggregates', question: typed.question, scroll: 0 })
        overlay(null)
        const { done: did, about, commandId } = typed
        if (commandId !== null) given({ commandId, words: did, on: actionOf(top(state())) })
        return done([commandId === null ? did : `${did} U undoes it.`, about].filter(Boolean).join(' · '))
      })
      .catch(failed)
  }

  /** Executes the command typed after `:`. */
  const execute = (line: string) => {
    const palette = state().overlay
    const taken =
      palette?.at === 'command' && palette.chosen !== null ? paletteFor(line)[palette.chosen] : undefined
    if (taken !== undefined && !line.startsWith(`${taken.name} `)) return execute(`${taken.name} `)
    rememberLine(line)
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
      withdraw: () => withdraw(rest),
      restore: closing(() => restore(rest)),
      set: () => set(rest),
      link: () => link(rest),
      depends: () => link(rest === '' ? '' : `depends-on ${rest}`),
      update: closing(openUpdate),
      undo: closing(() => undoHere(rest)),
      redo: closing(() => redoHere(rest)),
      views: openViews,
      view: () => view(rest),
      mark: closing(changes.mark),
      'mark-all': closing(changes.markAll),
      change: closing(changes.openChange),
      'no-change': closing(changes.noChange),
      talk: closing(() => talk.openTalk(rest === '' ? undefined : rest)),
      owners: () => open({ at: 'owners', selected: 0 }),
      documents: () => open({ at: 'documents', selected: 0 }),
      changes: () => changesSince(rest),
      find: () => (rest === '' ? list.openFind() : closing(() => list.find(rest))()),
    }
    meant[name]()
  }

  /** Completes the command typed after `:`, or lists what could follow. */
  const complete = (line: string) => {
    const screen = state().overlay
    const chosen =
      screen?.at === 'command' && screen.chosen !== null ? paletteFor(line)[screen.chosen] : undefined
    if (chosen !== undefined) return overlay(commandOverlay(`${chosen.name} `))
    const offered = completions(line, {
      plans: record.plans.data?.map((p) => p.code) ?? [],
      addresses: addressesNear(record, top(state())),
    })
    if (offered.length === 1) return overlay(commandOverlay(`${offered[0]} `))
    const common = offered.reduce((one, other) => commonStart(one, other), offered[0] ?? '')
    if (common.length > line.length) overlay(commandOverlay(common))
    if (offered.length > 1) return complain(offered.slice(0, 12).map(lastWord).join('   '))
    const [likeliest] = paletteFor(line)
    if (likeliest !== undefined && !line.includes(' ')) overlay(commandOverlay(`${likeliest.name} `))
  }

  /** Puts an earlier line on the `:` line: the one before what is shown, or the one after it. */
  const recall = (by: 1 | -1) => {
    const now = state().overlay
    if (now?.at !== 'command') return
    if (now.back === null) rememberLine(now.line.text)
    const lines = earlierLines()
    // What was being typed is the newest of the lines by now.
    const from = now.back ?? (now.line.text.trim() === '' ? -1 : 0)
    const to = Math.min(from + by, lines.length - 1)
    overlay(to < 0 ? commandOverlay() : commandOverlay(lines[to], to))
  }

  return {
    ...edits,
    ...changes,
    ...talk,
    openViews,
    removeView,
    confirm,
    undoHere,
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
    recall,
  }
}
