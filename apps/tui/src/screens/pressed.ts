import type { useInput } from 'ink'
import { rememberLine } from '../session/lines.ts'
import { withTheirs } from './action/conflict.ts'
import { hasWords } from './action/update-form.ts'
import { commandOverlay, exportLine, type Intents } from './intents.ts'
import { lineOf } from './line.ts'
import { paletteFor } from './palette.ts'
import { hasChange } from './plan/change-form.ts'
import { type Event, filterOverlay, type Overlay, type State, top } from './state.ts'

/** A key as Ink reports it. */
export type Pressed = Parameters<Parameters<typeof useInput>[0]>

/**
 * The context of a key press beyond the intents: the state before it, the extent of lists, and how to exit.
 */
export interface KeyContext {
  readonly state: State
  readonly send: (event: Event) => void
  readonly intents: Intents
  readonly count: number
  readonly page: number
  readonly exit: () => void
  /** Keeps what is typed and not sent as a draft. */
  readonly keep: () => void
  /** Gives the terminal back to the shell until the program is continued. */
  readonly suspend: () => void
  /** Opens the text in the person's editor; `null` where none is set. */
  readonly write: ((words: string) => void) | null
}

/** Handles a key: in the overlay if there is one, otherwise in the screen. */
export const press = ([input, key]: Pressed, context: KeyContext) => {
  const { overlay } = context.state
  if (key.ctrl && input === 'c') {
    context.keep()
    return context.exit()
  }
  if (key.ctrl && input === 'z') return context.suspend()
  if (overlay !== null) return handleOverlayKey(overlay, [input, key], context)
  if (handleMove([input, key], context)) return
  handleScreenKey([input, key], context)
}

const handleOverlayKey = (
  overlay: Overlay,
  [input, key]: Pressed,
  { send, intents, write, keep }: KeyContext,
) => {
  const close = () => send({ type: 'overlay', overlay: null })
  const type = () => send({ type: 'typed', input, key })
  /** Closes a form whose words are kept, and says so if there are any. */
  const leave = (written: boolean, text: string) => {
    keep()
    close()
    if (written) send({ type: 'notice', notice: { tone: 'good', text } })
  }
  switch (overlay.at) {
    case 'help': {
      const by =
        key.downArrow || input === 'j' || key.pageDown
          ? 1
          : key.upArrow || input === 'k' || key.pageUp
            ? -1
            : null
      if (by === null) return close()
      return send({ type: 'overlay', overlay: { at: 'help', scroll: Math.max(0, overlay.scroll + by) } })
    }
    case 'confirm':
      if (input === 'y' || input === 'Y') return intents.confirm(overlay.asks)
      return close()
    case 'change':
      if (key.escape)
        return leave(hasChange(overlay.form), 'Not saved. What you wrote is kept; b opens it again.')
      if (key.return) return overlay.form.sending ? undefined : intents.saveChange(overlay.form)
      return type()
    case 'say':
      if (key.escape)
        return leave(overlay.line.text !== '', 'Not sent. Your words are kept for the next time.')
      return key.return ? void intents.sendWords(overlay.about, overlay.line.text) : type()
    case 'undo':
      return input === 'y' || key.return ? intents.sendUndo(overlay.undo, overlay.known) : close()
    case 'update':
      if (key.escape)
        return leave(hasWords(overlay.form), 'Not sent. Your words are kept; u opens them again.')
      if (key.ctrl && input === 't' && overlay.form.conflict !== null)
        return send({ type: 'form', form: withTheirs(overlay.form) })
      if (key.return) return overlay.form.sending ? undefined : intents.sendUpdate(overlay.form)
      return key.ctrl && input === 'o' && write ? write(overlay.form.words.text) : type()
    case 'filter':
      if (!key.return && !key.escape) return type()
      send({ type: 'filter', text: key.return ? overlay.line.text : overlay.before })
      return close()
    case 'find':
      if (key.escape) send({ type: 'go', to: overlay.before })
      return key.escape || key.return ? close() : type()
    case 'order':
      return key.escape ? close() : key.return ? intents.setOrder(overlay.line.text) : type()
    case 'as-at':
      return key.escape ? close() : key.return ? intents.setAsAt(overlay.line.text) : type()
    case 'compare':
      return key.escape ? close() : key.return ? intents.compare(overlay.code, overlay.line.text) : type()
    case 'command':
      if (key.tab) return intents.complete(overlay.line.text)
      if (key.downArrow || key.upArrow) {
        const last = paletteFor(overlay.line.text).length - 1
        const to = (overlay.chosen ?? -1) + (key.downArrow ? 1 : -1)
        return send({
          type: 'overlay',
          overlay: { ...overlay, chosen: to < 0 ? null : Math.min(last, to), error: null },
        })
      }
      if (key.ctrl && (input === 'p' || input === 'n')) return intents.recall(input === 'p' ? 1 : -1)
      if (key.escape) {
        rememberLine(overlay.line.text)
        return close()
      }
      return key.return ? intents.execute(overlay.line.text) : type()
  }
}

/** Whether the key moved the selection or scrolled, or was a digit of how far. */
const handleMove = ([input, key]: Pressed, { state, send, count, page }: KeyContext): boolean => {
  if (/^\d$/.test(input) && !key.ctrl && !(input === '0' && state.digits === '')) {
    send({ type: 'digit', digit: input })
    return true
  }
  const number = Number(state.digits)
  if (state.digits !== '') send({ type: 'digit', digit: '' })
  if (number > 0 && (input === 'G' || input === 'g')) {
    const screen = top(state)
    const now = 'selected' in screen ? screen.selected : screen.scroll
    send({ type: 'move', by: number - 1 - now, count })
    return true
  }
  const times = Math.max(1, number)
  const by =
    key.downArrow || input === 'j'
      ? 1
      : key.upArrow || input === 'k'
        ? -1
        : (key.ctrl && input === 'd') || key.pageDown
          ? page
          : (key.ctrl && input === 'u') || key.pageUp
            ? -page
            : input === 'g' || key.home
              ? -count
              : input === 'G' || key.end
                ? count
                : null
  if (by !== null) send({ type: 'move', by: by * times, count })
  return by !== null
}

const handleScreenKey = ([input, key]: Pressed, { state, send, intents, exit }: KeyContext) => {
  const screen = top(state)
  // Esc takes back the number that is being typed.
  if (key.escape && state.digits !== '') return
  if (key.escape || key.leftArrow || input === 'h') return send({ type: 'back' })
  if (key.return || key.rightArrow || input === 'l') return intents.enter()
  const inPlan = screen.at === 'plan' ? screen.code : null
  const keys: { readonly [key: string]: () => void } = {
    q: exit,
    '?': () => send({ type: 'overlay', overlay: { at: 'help', scroll: 0 } }),
    r: () => send({ type: 'refresh' }),
    a: () => send({ type: 'overlay', overlay: { at: 'as-at', line: lineOf(state.asAt ?? ''), error: null } }),
    t: () => send({ type: 'today' }),
    ':': () => send({ type: 'overlay', overlay: commandOverlay() }),
    v: intents.openViews,
    C: () => intents.openTalk(),
    m: intents.openMine,
    R: intents.openRules,
    w: intents.openWhy,
    u: intents.openUpdate,
    ...(screen.at === 'plan'
      ? {
          '/': () => send({ type: 'overlay', overlay: filterOverlay(screen.filter) }),
          d: () => send({ type: 'disagrees' }),
          f: intents.openFind,
          n: intents.findNext,
          ' ': intents.mark,
          '*': intents.markAll,
          b: intents.openChange,
          '=': intents.noChange,
          U: () => intents.undoHere(),
          o: intents.openOrder,
          x: () => send({ type: 'overlay', overlay: commandOverlay(exportLine(screen, state.asAt)) }),
        }
      : {}),
    ...(screen.at === 'plan' || screen.at === 'plans' ? { s: () => intents.openTurning(inPlan) } : {}),
    ...(screen.at === 'plan' || screen.at === 'action' || screen.at === 'compare'
      ? { c: intents.askCompare }
      : {}),
    ...(screen.at === 'plan' || screen.at === 'trends' ? { T: intents.openTrends } : {}),
    ...(screen.at === 'plan' ? { V: intents.openCheck } : {}),
    ...(screen.at === 'views' ? { x: intents.removeView } : {}),
    ...(screen.at === 'talk' ? { b: intents.begin, s: intents.settle } : {}),
    ...(screen.at === 'action'
      ? { U: intents.openUndo, '[': () => intents.step('previous'), ']': () => intents.step('next') }
      : {}),
  }
  if (Object.hasOwn(keys, input)) keys[input]?.()
}
