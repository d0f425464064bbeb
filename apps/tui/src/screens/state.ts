import type { GridLayout } from '@beatbook/contract'
import type { ConversationSubject, Instant, IsoDate, KnownAction } from '@beatbook/domain'
import type { Narrowing } from '@beatbook/presentation'
import type { Question } from '../aggregate/question.ts'
import { type UpdateForm, updateFormTyped } from './action/update-form.ts'
import { type Line, type LineKey, lineOf, typed } from './line.ts'
import { type ChangeForm, changeFormTyped } from './plan/change-form.ts'

/** A list of actions: of one plan, or of all (`code` is `null`). */
export interface PlanScreen {
  readonly at: 'plan'
  readonly code: string | null
  readonly selected: number
  /** The filter as it is typed: `level:red "door"`. */
  readonly filter: string
  /** What a filter that was not typed here means; it holds while `filter` is `typed`. */
  readonly given: Narrowed | null
  readonly layout: GridLayout
  /** The name of the saved view that was opened. */
  readonly view: string | null
  /** The ids of the actions that are marked. */
  readonly marks: ReadonlySet<string>
}

/** The filter of the list from which a screen was opened: as it was typed, and what it means. */
export interface Narrowed {
  readonly typed: string
  readonly narrowing: Narrowing
}

/** A screen on the stack, which is never empty: `Esc` returns to the one below. */
export type Screen =
  | { readonly at: 'plans'; readonly selected: number }
  | PlanScreen
  | { readonly at: 'action'; readonly address: string; readonly scroll: number }
  | { readonly at: 'why'; readonly address: string; readonly scroll: number }
  | {
      readonly at: 'compare'
      readonly code: string
      readonly from: IsoDate
      readonly to: IsoDate | null
      readonly narrowed: Narrowed | null
      readonly scroll: number
    }
  | {
      readonly at: 'trends'
      readonly code: string
      readonly narrowed: Narrowed | null
      readonly by: 'computed' | 'declared'
      readonly scroll: number
    }
  | { readonly at: 'check'; readonly code: string; readonly scroll: number }
  /** The changes of level in a plan, or in all (`null`). */
  | { readonly at: 'turning'; readonly code: string | null; readonly selected: number }
  | { readonly at: 'mine'; readonly selected: number }
  /** The saved views of a plan, or all (`null`). */
  | { readonly at: 'views'; readonly plan: string | null; readonly selected: number }
  /** The conversations about an action or a plan; `cursor` is the line that is pointed at. */
  | { readonly at: 'talk'; readonly address: string; readonly scroll: number }
  /** What was recorded since an instant. */
  | { readonly at: 'changes'; readonly since: Instant | null; readonly selected: number }
  | { readonly at: 'owners'; readonly selected: number }
  | { readonly at: 'documents'; readonly selected: number }
  /** All RAG rules, with the plan on which opened ones are tried. */
  | { readonly at: 'rules'; readonly plan: string | null; readonly selected: number }
  | {
      readonly at: 'rag-rules'
      readonly code: string
      readonly version: number
      readonly plan: string | null
      readonly scroll: number
    }
  /** The answer to a derived question about the aggregates of a kind. */
  | { readonly at: 'aggregates'; readonly question: Question; readonly scroll: number }

/** An entry to undo or, where it is undone, to redo. */
export interface UndoRequest {
  readonly redo: boolean
  readonly undoes: string
  readonly eventIds?: string[]
  readonly reason?: string
}

/** What is done once a person says yes. */
export type Confirmed =
  | { readonly what: 'remove-view'; readonly id: string }
  | { readonly what: 'undo-rest'; readonly commandId: string; readonly words: string }

/** Where words go: a new conversation about something, or an answer in one. */
export type Saying =
  | { readonly begins: ConversationSubject; readonly address: string }
  | { readonly answers: string; readonly address: string }

/** An overlay over the screen, which gets the keys. */
export type Overlay =
  | { readonly at: 'help'; readonly scroll: number }
  | { readonly at: 'filter'; readonly line: Line; readonly before: string }
  /** Words to jump to, as they are typed, and the row it began at. */
  | { readonly at: 'find'; readonly line: Line; readonly before: number; readonly error: string | null }
  | { readonly at: 'order'; readonly line: Line; readonly error: string | null }
  | { readonly at: 'as-at'; readonly line: Line; readonly error: string | null }
  | { readonly at: 'compare'; readonly line: Line; readonly error: string | null; readonly code: string }
  /** `chosen` is the place in the palette that was moved to, `back` which of the earlier lines is shown. */
  | {
      readonly at: 'command'
      readonly line: Line
      readonly error: string | null
      readonly chosen: number | null
      readonly back: number | null
    }
  | { readonly at: 'update'; readonly form: UpdateForm }
  | {
      readonly at: 'undo'
      readonly undo: UndoRequest
      /** What the undo is decided by. */
      readonly known: KnownAction
      readonly words: string
    }
  | { readonly at: 'confirm'; readonly asks: Confirmed; readonly words: string }
  | { readonly at: 'change'; readonly form: ChangeForm }
  /** What is being said in a conversation; `about` is where it goes. */
  | { readonly at: 'say'; readonly line: Line; readonly error: string | null; readonly about: Saying }

/** A command that was given here: its id, and what it did. */
export interface SavedChange {
  readonly commandId: string
  readonly words: string
  /** The action on whose screen it was typed; U undoes it there too. */
  readonly on?: string | null
}

export interface State {
  readonly stack: readonly Screen[]
  readonly overlay: Overlay | null
  readonly asAt: IsoDate | null
  /** Only what was recorded by this instant is shown; `null` for no limit. */
  readonly knownAt: Instant | null
  readonly notice: { readonly tone: 'good' | 'bad'; readonly text: string } | null
  readonly live: 'connecting' | 'live' | 'offline' | 'signed out'
  /** Increased on every change, so that everything shown is reloaded. */
  readonly tick: number
  /** When the screens were opened before this time; `null` for the first time. */
  readonly since: Instant | null
  /** Commands that were given here, the newest last, and those that were undone. */
  readonly saved: readonly SavedChange[]
  readonly undone: readonly SavedChange[]
  /** The number typed before a key: `5000G`. */
  readonly digits: string
  /** The words that were jumped to last, and where the search goes on; `next` is `null` where it begins anew. */
  readonly found: { readonly words: string; readonly next: string | null }
}

export type Event =
  | { readonly type: 'move'; readonly by: number; readonly count: number }
  | { readonly type: 'go'; readonly to: number }
  | { readonly type: 'digit'; readonly digit: string }
  | { readonly type: 'found'; readonly found: State['found'] }
  | { readonly type: 'layout'; readonly layout: GridLayout }
  /** Marks actions that are not, and takes the mark from those that are; `only` is what it does alone. */
  | { readonly type: 'mark'; readonly ids: readonly string[]; readonly only?: 'on' | 'off' }
  | { readonly type: 'open'; readonly screen: Screen }
  | { readonly type: 'back' }
  | { readonly type: 'overlay'; readonly overlay: Overlay | null }
  | { readonly type: 'typed'; readonly input: string; readonly key: LineKey }
  | { readonly type: 'form'; readonly form: UpdateForm }
  | { readonly type: 'change'; readonly form: ChangeForm }
  /** A command was given here, or undone, so that U and redo know it. */
  | { readonly type: 'saved'; readonly saved: State['saved']; readonly undone: State['undone'] }
  | { readonly type: 'complain'; readonly error: string }
  | { readonly type: 'as-at'; readonly asAt: IsoDate | null }
  | { readonly type: 'known-at'; readonly knownAt: Instant | null }
  | { readonly type: 'today' }
  | { readonly type: 'filter'; readonly text: string }
  | { readonly type: 'disagrees' }
  | { readonly type: 'notice'; readonly notice: State['notice'] }
  | { readonly type: 'live'; readonly live: State['live'] }
  | { readonly type: 'refresh' }

export const firstState: State = {
  stack: [{ at: 'plans', selected: 0 }],
  overlay: null,
  asAt: null,
  knownAt: null,
  notice: null,
  live: 'connecting',
  tick: 0,
  since: null,
  saved: [],
  undone: [],
  digits: '',
  found: { words: '', next: null },
}

/** The state that the screens open with: on what others recorded since they were opened last, above the plans. */
export const stateOn = (since: Instant | null, news: boolean): State => ({
  ...firstState,
  since,
  stack: news ? [...firstState.stack, { at: 'changes', since, selected: 0 }] : firstState.stack,
})

/** The initial state of a plan's screen. */
export const planScreen = (code: string | null, more: Partial<PlanScreen> = {}): PlanScreen => ({
  at: 'plan',
  code,
  selected: 0,
  filter: '',
  given: null,
  layout: NO_LAYOUT,
  view: null,
  marks: NO_MARKS,
  ...more,
})

const NO_LAYOUT: GridLayout = { sorts: [] }
const NO_MARKS: ReadonlySet<string> = new Set()

/** The screen on top. */
export const top = (state: State): Screen =>
  state.stack[state.stack.length - 1] ?? { at: 'plans', selected: 0 }

/** The next state. Pure: all events of the screens are handled here. */
export const reduce = (state: State, event: Event): State => {
  switch (event.type) {
    case 'move':
      return withTop({ ...state, notice: null, digits: '' }, moved(top(state), event.by, event.count))
    case 'go': {
      const screen = top(state)
      return 'selected' in screen ? withTop(state, { ...screen, selected: Math.max(0, event.to) }) : state
    }
    case 'digit':
      return { ...state, digits: event.digit === '' ? '' : `${state.digits}${event.digit}`.slice(-7) }
    case 'found':
      return { ...state, found: event.found }
    case 'layout': {
      const screen = top(state)
      return screen.at === 'plan' ? withTop(state, { ...screen, layout: event.layout, selected: 0 }) : state
    }
    case 'mark': {
      const screen = top(state)
      return screen.at === 'plan'
        ? withTop({ ...state, notice: null }, { ...screen, marks: marked(screen.marks, event) })
        : state
    }
    case 'open':
      return { ...state, stack: [...state.stack, event.screen], overlay: null, notice: null }
    case 'back':
      return backed(state)
    case 'overlay':
      return { ...state, overlay: event.overlay, notice: event.overlay === null ? state.notice : null }
    case 'typed':
      return { ...state, overlay: overlayTyped(state.overlay, event.input, event.key) }
    case 'form':
      return { ...state, overlay: { at: 'update', form: event.form } }
    case 'change':
      return { ...state, overlay: { at: 'change', form: event.form } }
    case 'saved':
      return { ...state, saved: event.saved, undone: event.undone }
    case 'complain':
      return state.overlay !== null && 'error' in state.overlay
        ? { ...state, overlay: { ...state.overlay, error: event.error } }
        : state
    case 'as-at':
      return { ...state, asAt: event.asAt, overlay: null, notice: null }
    case 'known-at':
      return { ...state, knownAt: event.knownAt, overlay: null, notice: null }
    case 'today':
      return { ...state, asAt: null, knownAt: null, overlay: null, notice: null }
    case 'disagrees': {
      const screen = top(state)
      if (screen.at !== 'plan') return state
      const without = screen.filter.replace(AT_ODDS, ' ').trim()
      const filter = AT_ODDS.test(screen.filter) ? without : `${screen.filter} disagrees:yes`.trim()
      return withTop(state, { ...screen, filter, selected: 0 })
    }
    case 'filter': {
      const screen = top(state)
      return screen.at === 'plan' && screen.filter !== event.text
        ? withTop(state, { ...screen, filter: event.text, selected: 0 })
        : state
    }
    case 'notice':
      return { ...state, notice: event.notice }
    case 'live':
      return state.live === event.live
        ? state
        : { ...state, live: event.live, tick: event.live === 'live' ? state.tick + 1 : state.tick }
    case 'refresh':
      return { ...state, tick: state.tick + 1 }
  }
}

const withTop = (state: State, screen: Screen): State => ({
  ...state,
  stack: [...state.stack.slice(0, -1), screen],
})

const moved = (screen: Screen, by: number, count: number): Screen => {
  const within = (at: number): number => Math.max(0, Math.min(count - 1, at))
  return 'scroll' in screen
    ? { ...screen, scroll: within(screen.scroll + by) }
    : { ...screen, selected: within(screen.selected + by) }
}

/** The filter of actions whose levels disagree, within a filter. */
const AT_ODDS = /(^|\s)disagrees:yes(?=\s|$)/

const marked = (
  marks: ReadonlySet<string>,
  { ids, only }: Extract<Event, { readonly type: 'mark' }>,
): ReadonlySet<string> => {
  const on = only === undefined ? !ids.every((id) => marks.has(id)) : only === 'on'
  const next = new Set(marks)
  for (const id of ids) {
    if (on) next.add(id)
    else next.delete(id)
  }
  return next
}

const backed = (state: State): State => {
  const screen = top(state)
  // What was set last is removed first.
  if (screen.at === 'plan' && screen.marks.size > 0) return withTop(state, { ...screen, marks: NO_MARKS })
  if (screen.at === 'plan' && screen.filter !== '' && screen.view === null)
    return withTop(state, {
      ...screen,
      filter: AT_ODDS.test(screen.filter) ? screen.filter.replace(AT_ODDS, ' ').trim() : '',
      selected: 0,
    })
  return state.stack.length > 1 ? { ...state, stack: state.stack.slice(0, -1), notice: null } : state
}

const overlayTyped = (overlay: Overlay | null, input: string, key: LineKey): Overlay | null => {
  switch (overlay?.at) {
    case 'filter':
      return { ...overlay, line: typed(overlay.line, input, key) }
    case 'command':
      return { ...overlay, line: typed(overlay.line, input, key), error: null, chosen: null, back: null }
    case 'find':
    case 'order':
    case 'say':
    case 'as-at':
    case 'compare':
      return { ...overlay, line: typed(overlay.line, input, key), error: null }
    case 'update':
      return { ...overlay, form: updateFormTyped(overlay.form, input, key) }
    case 'change':
      return { ...overlay, form: changeFormTyped(overlay.form, input, key) }
    default:
      return overlay
  }
}

/** The overlay for the text of the filter, with the current one. */
export const filterOverlay = (filter: string): Overlay => ({
  at: 'filter',
  line: lineOf(filter),
  before: filter,
})
