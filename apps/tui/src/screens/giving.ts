import { type ActionView, pastIn } from '@beatbook/contract'
import { type CommandName, givenLinkKinds, type HistoryEntry, undoOfEntry } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { commandDone, historyTitle } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { stopOf } from '../session/failure.ts'
import { londonToday } from '../session/today.ts'
import { overrideIn } from './action/override.ts'
import { commandOf, complaint, type UpdateForm, updateForm } from './action/update-form.ts'
import type { Hands, Telling } from './hands.ts'
import type { UndoAsked } from './state.ts'

/**
 * Everything that changes the record from the screens: updates, undoing and redoing, overrides and links.
 * The server judges each.
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
      const asked = [
        client.actions.get.query({ address: on }),
        client.actions.events.query({ address: on, since: londonToday() }),
        client.rating.why.query({ address: on }),
        client.areas.list.query({}),
      ] as const
      Promise.all(asked).then(([fresh, events, why, areas]) => {
        const settings = areas.find(({ parent }) => parent === null)?.settings
        const form = updateForm(
          fresh,
          { past: pastIn(events), ragRules: why.ragRules, settings },
          { commandId: uuid(), updateId: uuid() },
        )
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
      client.actions.history.query({ address: on }).then((entries) => {
        const newest = [...among(entries)].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1)).at(-1)
        const entry = number ? entries.at(-Number(number)) : newest
        if (entry === undefined || (entry.undone !== null) !== redo)
          return notice('bad', `There is no such entry to ${redo ? 'redo' : 'undo'}.`)
        const undo = { redo, ...undoOfEntry(entry, entries), ...(reason === '' ? {} : { reason }) }
        overlay({ at: 'undo', undo, words: `${dayWords(entry.on)}: ${entry.text ?? historyTitle(entry)}` })
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

  const sendUndo = ({ redo, ...undo }: UndoAsked) => {
    overlay(null)
    client.commands.undoCommand
      .mutate({ commandId: uuid(), ...undo })
      .then(() => done(redo ? 'The entry was redone.' : commandDone('undo-command')), failed)
  }

  /** Gives a command about the action the person is on, which the server judges. */
  const command = (name: CommandName, give: (action: ActionView) => Promise<unknown>) =>
    editing((on) => {
      overlay(null)
      client.actions.get
        .query({ address: on })
        .then(give)
        .then(() => done(commandDone(name)), failed)
    })
  const override = (said: string) => {
    const read = overrideIn(said)
    if ('error' in read) return complain(read.error)
    command('override-level', (action) =>
      client.commands.overrideLevel.mutate({ commandId: uuid(), actionId: action.id, ...read }),
    )
  }
  const lift = () =>
    command('lift-override', (action) =>
      client.commands.liftOverride.mutate({ commandId: uuid(), actionId: action.id }),
    )
  /** The action is linked to another, or, where it is already, no longer. */
  const link = (said: string) => {
    const [word = '', to = ''] = said.split(/\s+/)
    const kind = givenLinkKinds.find((each) => each === word)
    if (kind === undefined || to === '')
      return complain(`To which action, and how? Write it as: link ${givenLinkKinds[0]} charter/6`)
    editing((address) => {
      overlay(null)
      Promise.all([client.actions.get.query({ address }), client.actions.get.query({ address: to })])
        .then(async ([action, other]) => {
          const already = action.links.some(
            (each) => each.direction === 'to' && each.kind === kind && each.id === other.id,
          )
          const given = { commandId: uuid(), actionId: action.id, kind, to: other.id }
          await (already ? client.commands.removeLink.mutate(given) : client.commands.addLink.mutate(given))
          done(commandDone(already ? 'remove-link' : 'add-link'))
        })
        .catch(failed)
    })
  }

  return { openUpdate, openUndo, openRedo, sendUpdate, sendUndo, override, lift, link }
}
