import type { Instant, IsoDate, KnownAction } from '@beatbook/domain'
import type { Question } from '../aggregate/question.ts'
import { type UpdateForm, updateFormTyped } from './action/update-form.ts'
import { type Line, type LineKey, lineOf, typed } from './line.ts'

/** A screen on the stack, which is never empty: `Esc` returns to the one below. */
export type Screen =
  | { readonly at: 'plans'; readonly selected: number }
  | {
      readonly at: 'plan'
      readonly code: string
      readonly selected: number
      readonly filter: string
      readonly disagrees: boolean
    }
  | { readonly at: 'action'; readonly address: string; readonly scroll: number }
  | { readonly at: 'why'; readonly address: string; readonly scroll: number }
  | {
      readonly at: 'compare'
      readonly code: string
      readonly from: IsoDate
      readonly to: IsoDate | null
      readonly scroll: number
    }
  | {
      readonly at: 'trends'
      readonly code: string
      readonly by: 'computed' | 'declared'
      readonly scroll: number
    }
  | { readonly at: 'check'; readonly code: string; readonly scroll: number }
  /** The changes of level in a plan, or in all (`null`). */
  | { readonly at: 'turning'; readonly code: string | null; readonly selected: number }
  | { readonly at: 'mine'; readonly selected: number }
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

/** An overlay over the screen, which gets the keys. */
export type Overlay =
  | { readonly at: 'help' }
  | { readonly at: 'filter'; readonly line: Line; readonly before: string }
  | { readonly at: 'as-at'; readonly line: Line; readonly error: string | null }
  | { readonly at: 'compare'; readonly line: Line; readonly error: string | null; readonly code: string }
  | { readonly at: 'command'; readonly line: Line; readonly error: string | null }
  | { readonly at: 'update'; readonly form: UpdateForm }
  | {
      readonly at: 'undo'
      readonly undo: UndoRequest
      /** What the undo is decided by. */
      readonly known: KnownAction
      readonly words: string
    }
  | { readonly at: 'leave'; readonly form: UpdateForm }

export interface State {
  readonly stack: readonly Screen[]
  readonly overlay: Overlay | null
  readonly asAt: IsoDate | null
  /** Only what was recorded by this instant is shown; `null` for no limit. */
  readonly knownAt: Instant | null
  readonly notice: { readonly tone: 'good' | 'bad'; readonly text: string } | null
  readonly live: 'connecting' | 'live' | 'offline'
  /** Increased on every change, so that everything shown is reloaded. */
  readonly tick: number
}

export type Event =
  | { readonly type: 'move'; readonly by: number; readonly count: number }
  | { readonly type: 'open'; readonly screen: Screen }
  | { readonly type: 'back' }
  | { readonly type: 'overlay'; readonly overlay: Overlay | null }
  | { readonly type: 'typed'; readonly input: string; readonly key: LineKey }
  | { readonly type: 'form'; readonly form: UpdateForm }
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
}

/** The initial state of a plan's screen. */
export const planScreen = (code: string): Screen => ({
  at: 'plan',
  code,
  selected: 0,
  filter: '',
  disagrees: false,
})

/** The screen on top. */
export const top = (state: State): Screen =>
  state.stack[state.stack.length - 1] ?? { at: 'plans', selected: 0 }

/** The next state. Pure: all events of the screens are handled here. */
export const reduce = (state: State, event: Event): State => {
  switch (event.type) {
    case 'move':
      return withTop({ ...state, notice: null }, moved(top(state), event.by, event.count))
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
      return screen.at === 'plan'
        ? withTop(state, { ...screen, disagrees: !screen.disagrees, selected: 0 })
        : state
    }
    case 'filter': {
      const screen = top(state)
      return screen.at === 'plan' ? withTop(state, { ...screen, filter: event.text, selected: 0 }) : state
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

const backed = (state: State): State => {
  const screen = top(state)
  // A filter was set last, so it is removed first.
  if (screen.at === 'plan' && screen.filter !== '')
    return withTop(state, { ...screen, filter: '', selected: 0 })
  if (screen.at === 'plan' && screen.disagrees)
    return withTop(state, { ...screen, disagrees: false, selected: 0 })
  return state.stack.length > 1 ? { ...state, stack: state.stack.slice(0, -1), notice: null } : state
}

const overlayTyped = (overlay: Overlay | null, input: string, key: LineKey): Overlay | null => {
  switch (overlay?.at) {
    case 'filter':
      return { ...overlay, line: typed(overlay.line, input, key) }
    case 'as-at':
    case 'compare':
    case 'command':
      return { ...overlay, line: typed(overlay.line, input, key), error: null }
    case 'update':
      return { ...overlay, form: updateFormTyped(overlay.form, input, key) }
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
