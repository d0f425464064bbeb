import { type CommandInput, refusalIn, sendCommand } from '@beatbook/api/client'
import { givenLinkKinds, type HistoryEntry, type KnownAction, undoOfEntry } from '@beatbook/domain'
import { dayWords, historyTitle, instantWords, newestToRedo, newestToUndo } from '@beatbook/domain/english'
import { commandDone } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { cellsOf } from '../column/cells.ts'
import { wordsOf } from '../command/words.ts'
import { keepDraft, keptDraft } from '../session/drafts.ts'
import { stopOf } from '../session/failure.ts'
import { londonToday } from '../session/today.ts'
import { conflictsIn } from './action/conflict.ts'
import { type EditedAction, type JudgedName, readForEdit, refusedBy } from './action/judged.ts'
import { overrideIn } from './action/override.ts'
import { commandOf, complaint, type UpdateForm, updateForm, withInputs } from './action/update-form.ts'
import type { Dispatchers, ScreenContext } from './context.ts'
import type { SavedChange, UndoRequest } from './state.ts'

/**
 * Everything that changes the record from the screens: updates, undo and redo, overrides, links and columns.
 * The domain decides each before it is sent, as far as the loaded events allow; the server decides again.
 */
export const editsOf = ({
  client,
  send,
  state,
  address,
  mayEdit,
  notice,
  failed,
  complain,
  overlay,
  done,
  given,
}: ScreenContext & Dispatchers) => {
  const editing = (what: (address: string) => void) => {
    const on = address()
    const past = state().asAt !== null || state().knownAt !== null
    if (!mayEdit)
      return notice(
        'bad',
        past ? 'The past is read only. Press t to go back to today.' : 'Your role reads and does not edit.',
      )
    if (on === null) return notice('bad', 'Choose an action first: open its plan, or the action itself.')
    what(on)
  }

  const openUpdate = () =>
    editing((on) => {
      readForEdit(client, on, londonToday()).then(({ action, known }) => {
        const form = updateForm(action, known, { commandId: uuid(), updateId: uuid() })
        const kept = keptDraft(action.id)
        overlay({
          at: 'update',
          form:
            kept === null
              ? form
              : { ...withInputs(form, kept.inputs), error: `Not sent yet, from ${instantWords(kept.at)}.` },
        })
      }, failed)
    })

  /** Asks whether to undo the entry recorded last, or the one with a number from the top. */
  const openUndo = (typed = '') => askToUndo(typed, false, newestToUndo)
  /** As `openUndo`, for redoing an undone entry. */
  const openRedo = (typed = '') => askToUndo(typed, true, newestToRedo)

  const askToUndo = (
    typed: string,
    redo: boolean,
    newestOf: (entries: readonly HistoryEntry[]) => HistoryEntry | null,
  ) =>
    editing((on) => {
      const [, number, reason = ''] = /^(\d*)\s*:?\s*(.*)$/.exec(typed) ?? []
      // Deciding an undo needs the complete history.
      const asked = [client.actions.history.query({ address: on }), readForEdit(client, on)] as const
      Promise.all(asked).then(([entries, { known }]) => {
        const entry = number ? entries.at(-Number(number)) : newestOf(entries)
        if (!entry || (entry.undone !== null) !== redo)
          return notice('bad', `There is no such entry to ${redo ? 'redo' : 'undo'}.`)
        const undo = { redo, ...undoOfEntry(entry, entries), ...(reason === '' ? {} : { reason }) }
        overlay({
          at: 'undo',
          undo,
          known,
          words: `${dayWords(entry.on)}: ${entry.text ?? historyTitle(entry)}`,
        })
      }, failed)
    })

  const sendUpdate = (form: UpdateForm) => {
    const error = complaint(form, londonToday())
    if (error !== null) return send({ type: 'form', form: { ...form, error } })
    send({ type: 'form', form: { ...form, sending: true, error: null, conflict: null } })
    client.commands.recordUpdate.mutate(commandOf(form)).then(
      () => {
        keepDraft(form.action.id, null)
        overlay(null)
        given({ commandId: form.ids.commandId, words: commandDone('record-update') })
        done(`${commandDone('record-update')} U undoes it.`)
      },
      async (failure: unknown) => {
        const refusal = refusalIn(failure)
        const failed = (error: unknown) =>
          send({ type: 'form', form: { ...form, sending: false, error: stopOf(error).message } })
        if (refusal?.code !== 'stale') return failed(failure)
        try {
          // What they say now is what this is decided by, and sent over.
          const { action, known } = await readForEdit(client, form.action.id, londonToday())
          const conflict = conflictsIn(form, action, refusal.args.fields)
          const ids = { commandId: uuid(), updateId: uuid() }
          send({ type: 'form', form: { ...form, action, known, ids, conflict, sending: false, error: null } })
        } catch (error) {
          failed(error)
        }
      },
    )
  }

  /** Sends a command on an action, unless the domain refuses it on what is known of the action. */
  const submit = <N extends JudgedName>(
    name: N,
    input: CommandInput<N>,
    known: KnownAction,
    words = commandDone(name),
  ) => {
    const refused = refusedBy(name, input, known, londonToday())
    if (refused !== null) return notice('bad', refused)
    sendCommand(client, name, input).then(() => {
      if (name !== 'undo-command')
        given({ commandId: (input as { readonly commandId: string }).commandId, words })
      done(words)
    }, failed)
  }

  const sendUndo = ({ redo, ...undo }: UndoRequest, known: KnownAction) => {
    overlay(null)
    const { saved, undone } = state()
    const others = (given: readonly SavedChange[]) =>
      given.filter(({ commandId }) => commandId !== undo.undoes)
    send({ type: 'saved', saved: others(saved), undone: others(undone) })
    const words = redo ? 'The entry was redone.' : commandDone('undo-command')
    submit('undo-command', { commandId: uuid(), ...undo }, known, words)
  }

  /** Calls `act` with the current action and what is needed to decide commands on it today. */
  const withAction = (act: (on: EditedAction) => unknown) =>
    editing((address) => {
      overlay(null)
      readForEdit(client, address, londonToday()).then(act).catch(failed)
    })
  const override = (typed: string) => {
    const read = overrideIn(typed)
    if ('error' in read) return complain(read.error)
    withAction(({ action, known }) =>
      submit('override-level', { commandId: uuid(), actionId: action.id, ...read }, known),
    )
  }
  const lift = () =>
    withAction(({ action, known }) =>
      submit('lift-override', { commandId: uuid(), actionId: action.id }, known),
    )
  const reasonIn = (typed: string): string => typed.replace(/^:/, '').trim()

  /** Withdraws the action, or restores it; the reason is behind a colon. */
  const withdraw = (typed: string) => {
    const reason = reasonIn(typed)
    if (reason === '') return complain('Say why, behind a colon: withdraw: the council does it')
    withAction(({ action, known }) => {
      const seen = { withdrawn: action.touched.withdrawn }
      submit('withdraw-action', { commandId: uuid(), actionId: action.id, reason, seen }, known)
    })
  }
  const restore = (typed: string) =>
    withAction(({ action, known }) => {
      const seen = { withdrawn: action.touched.withdrawn }
      submit(
        'restore-action',
        { commandId: uuid(), actionId: action.id, reason: reasonIn(typed), seen },
        known,
      )
    })
  /** Links the action to another, or removes that link if it exists. */
  const link = (typed: string) => {
    const [word = '', to = ''] = typed.split(/\s+/)
    const kind = givenLinkKinds.find((each) => each === word)
    if (kind === undefined || to === '')
      return complain(`To which action, and how? Write it as: link ${givenLinkKinds[0]} charter/6`)
    withAction(async ({ action, known }) => {
      const other = await client.actions.get.query({ address: to })
      const already = action.links.some(
        (each) => each.direction === 'to' && each.kind === kind && each.id === other.id,
      )
      const given = { commandId: uuid(), actionId: action.id, kind, to: other.id }
      submit(already ? 'remove-link' : 'add-link', given, known)
    })
  }

  /** Sets the force's own columns, in the syntax of the command line: `set unit-cost=1250 ward=North`. */
  const set = (typed: string) => {
    const written = wordsOf(typed)
    if (written.length === 0)
      return complain('Which column, and what does it hold? Write it as: set unit-cost=1250')
    withAction(({ action, known }) => {
      const values = cellsOf(written, known.settings?.columns ?? [])
      const seen = Object.fromEntries(
        Object.keys(values).map((code) => [code, action.columnsTouched[code] ?? 0]),
      )
      submit('set-columns', { commandId: uuid(), actionId: action.id, values, seen }, known)
    })
  }

  return {
    openUpdate,
    openUndo,
    openRedo,
    sendUpdate,
    sendUndo,
    override,
    lift,
    withdraw,
    restore,
    link,
    set,
  }
}
