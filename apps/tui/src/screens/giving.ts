import { type CommandInput, sendCommand } from '@beatbook/api/client'
import { givenLinkKinds, type HistoryEntry, type KnownAction, undoOfEntry } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { commandDone, historyTitle } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { cellsOf } from '../column/cells.ts'
import { wordsOf } from '../command/line.ts'
import { stopOf } from '../session/failure.ts'
import { londonToday } from '../session/today.ts'
import { type Acting, type JudgedName, readActing, refusedBy } from './action/judged.ts'
import { overrideIn } from './action/override.ts'
import { commandOf, complaint, type UpdateForm, updateForm } from './action/update-form.ts'
import type { Hands, Telling } from './hands.ts'
import type { UndoAsked } from './state.ts'

/**
 * Everything that changes the record from the screens: updates, undoing and redoing, overrides and links.
 * The domain judges each before it is sent, as far as what was read of the action tells; the server judges
 * it again.
 */
export const givingOf = ({
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
}: Hands & Telling) => {
  const editing = (what: (address: string) => void) => {
    const on = address()
    const past = state().asAt !== null || state().knownAt !== null
    if (!mayEdit)
      return notice(
        'bad',
        past ? 'The past is read only. Press t to go back to today.' : 'Your role reads and does not edit.',
      )
    if (on !== null) what(on)
  }

  const openUpdate = () =>
    editing((on) => {
      readActing(client, on, londonToday()).then(({ action, known }) => {
        const form = updateForm(action, known, { commandId: uuid(), updateId: uuid() })
        overlay({ at: 'update', form })
      }, failed)
    })

  /** Asks about the newest update, or the entry of a number from the top: whether to undo it. */
  const openUndo = (said = '') =>
    askToUndo(said, false, (entries) =>
      entries.filter((entry) => entry.type === 'update-recorded' && entry.undone === null),
    )
  /** As `openUndo`, about what is undone: whether to redo it. */
  const openRedo = (said = '') =>
    askToUndo(said, true, (entries) => entries.filter((entry) => entry.undone !== null))

  const askToUndo = (
    said: string,
    redo: boolean,
    among: (entries: readonly HistoryEntry[]) => readonly HistoryEntry[],
  ) =>
    editing((on) => {
      const [, number, reason = ''] = /^(\d*)\s*:?\s*(.*)$/.exec(said) ?? []
      // What an undo is judged by is the whole history.
      const asked = [client.actions.history.query({ address: on }), readActing(client, on)] as const
      Promise.all(asked).then(([entries, { known }]) => {
        const newest = [...among(entries)].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1)).at(-1)
        const entry = number ? entries.at(-Number(number)) : newest
        if (entry === undefined || (entry.undone !== null) !== redo)
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
    send({ type: 'form', form: { ...form, sending: true, error: null } })
    client.commands.recordUpdate.mutate(commandOf(form)).then(
      () => {
        overlay(null)
        done(`${commandDone('record-update')} U undoes it.`)
      },
      (failure: unknown) =>
        send({ type: 'form', form: { ...form, sending: false, error: stopOf(failure).message } }),
    )
  }

  /** Gives a command on an action, unless the domain refuses it on what is known of the action. */
  const give = <N extends JudgedName>(
    name: N,
    input: CommandInput<N>,
    known: KnownAction,
    words = commandDone(name),
  ) => {
    const refused = refusedBy(name, input, known, londonToday())
    if (refused !== null) return notice('bad', refused)
    sendCommand(client, name, input).then(() => done(words), failed)
  }

  const sendUndo = ({ redo, ...undo }: UndoAsked, known: KnownAction) => {
    overlay(null)
    const words = redo ? 'The entry was redone.' : commandDone('undo-command')
    give('undo-command', { commandId: uuid(), ...undo }, known, words)
  }

  /** Acts on the action the person is on, with what commands on it today are judged by. */
  const acting = (act: (on: Acting) => unknown) =>
    editing((address) => {
      overlay(null)
      readActing(client, address, londonToday()).then(act).catch(failed)
    })
  const override = (said: string) => {
    const read = overrideIn(said)
    if ('error' in read) return complain(read.error)
    acting(({ action, known }) =>
      give('override-level', { commandId: uuid(), actionId: action.id, ...read }, known),
    )
  }
  const lift = () =>
    acting(({ action, known }) => give('lift-override', { commandId: uuid(), actionId: action.id }, known))
  /** The action is linked to another, or, where it is already, no longer. */
  const link = (said: string) => {
    const [word = '', to = ''] = said.split(/\s+/)
    const kind = givenLinkKinds.find((each) => each === word)
    if (kind === undefined || to === '')
      return complain(`To which action, and how? Write it as: link ${givenLinkKinds[0]} charter/6`)
    acting(async ({ action, known }) => {
      const other = await client.actions.get.query({ address: to })
      const already = action.links.some(
        (each) => each.direction === 'to' && each.kind === kind && each.id === other.id,
      )
      const given = { commandId: uuid(), actionId: action.id, kind, to: other.id }
      give(already ? 'remove-link' : 'add-link', given, known)
    })
  }

  /** Fills in columns of the force's own, written as on the command line: `set unit-cost=1250 ward=North`. */
  const set = (said: string) => {
    const written = wordsOf(said)
    if (written.length === 0)
      return complain('Which column, and what does it hold? Write it as: set unit-cost=1250')
    acting(({ action, known }) => {
      const values = cellsOf(written, known.settings?.columns ?? [])
      const seen = Object.fromEntries(
        Object.keys(values).map((code) => [code, action.columnsTouched[code] ?? 0]),
      )
      give('set-columns', { commandId: uuid(), actionId: action.id, values, seen }, known)
    })
  }

  return { openUpdate, openUndo, openRedo, sendUpdate, sendUndo, override, lift, link, set }
}
