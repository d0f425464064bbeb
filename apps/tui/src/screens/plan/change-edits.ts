import { refusalIn, sendCommand } from '@beatbook/api/client'
import { MOST_CHANGED } from '@beatbook/domain'
import { counted, refusalSentence } from '@beatbook/domain/english'
import { NO_CHANGE } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { keepDraft, keptDraft } from '../../session/drafts.ts'
import { stopOf } from '../../session/failure.ts'
import { listActions } from '../../session/pages.ts'
import type { Dispatchers, ScreenContext } from '../context.ts'
import { type SavedChange, top } from '../state.ts'
import {
  type ChangeForm,
  changeDraftOf,
  changeForm,
  changeOf,
  savedRows,
  withChangeInputs,
} from './change-form.ts'
import { serverOrder } from './listed.ts'

/** Marks in a list of actions, and changes of those that are marked: previewed, saved, undone and redone. */
export const changeEdits = ({
  client,
  send,
  state,
  record,
  mayEdit,
  notice,
  failed,
  overlay,
  done,
  given,
}: ScreenContext & Dispatchers) => {
  /** Marks the selected row, or takes its mark, and goes on to the next. */
  const mark = () => {
    const screen = top(state())
    if (screen.at !== 'plan') return
    const row = record.rows.at(screen.selected)
    if (row === null) return
    send({ type: 'mark', ids: [row.id] })
    send({ type: 'go', to: Math.min(screen.selected + 1, (record.rows.count ?? 1) - 1) })
  }

  /** Marks every action that the list has, or takes all marks. */
  const markAll = () => {
    const screen = top(state())
    const { question, rows } = record
    if (screen.at !== 'plan' || question === null || rows.count === null) return
    if (screen.marks.size > 0) return send({ type: 'mark', ids: [...screen.marks], only: 'off' })
    if (rows.count > MOST_CHANGED)
      return notice(
        'bad',
        `${counted(rows.count, 'action')} match, and at most ${MOST_CHANGED} are changed at once. Narrow them with /.`,
      )
    listActions(client, { ...question.filter, ...serverOrder(question.layout) }, MOST_CHANGED).then(
      (found) => send({ type: 'mark', ids: found.rows.map(({ id }) => id), only: 'on' }),
      failed,
    )
  }

  /** The plan of the list and the marked actions, or the selected one where none is marked; `null` says why not. */
  const meant = () => {
    const screen = top(state())
    if (screen.at !== 'plan') return null
    const refuse = (words: string) => {
      notice('bad', words)
      return null
    }
    if (!mayEdit)
      return refuse(
        state().asAt === null && state().knownAt === null
          ? 'Your role reads and does not edit.'
          : 'The past is read only. Press t to go back to today.',
      )
    const { plan } = record
    if (screen.code === null || plan.data === null)
      return refuse('Several actions are changed within their plan. Open it first.')
    const selected = record.rows.at(screen.selected)
    const ids = screen.marks.size > 0 ? [...screen.marks] : selected === null ? [] : [selected.id]
    if (ids.length > MOST_CHANGED)
      return refuse(`${ids.length} are marked, and at most ${MOST_CHANGED} are changed at once.`)
    return ids.length === 0 ? null : { plan: plan.data, ids }
  }

  /** Opens the form of a change of the marked actions, or of the selected one where none is marked. */
  const openChange = () => {
    const found = meant()
    if (found === null) return
    const form = changeForm(found.plan, record.settings, found.ids)
    const kept = keptDraft(changeDraftOf(form))
    overlay({
      at: 'change',
      form: kept === null ? form : { ...withChangeInputs(form, kept.inputs), keptAt: kept.at },
    })
  }

  /** What was saved: the marks are gone, and it can be undone. */
  const wasSaved = (commandId: string, words: string) => {
    const screen = top(state())
    overlay(null)
    if (screen.at === 'plan') send({ type: 'mark', ids: [...screen.marks], only: 'off' })
    given({ commandId, words })
    done(`${words} U undoes it.`)
  }

  /** Says of the marked actions, or the selected one, that nothing changed this period. */
  const noChange = () => {
    const found = meant()
    if (found === null) return
    const commandId = uuid()
    const rows = found.ids.map((actionId) => ({ actionId }))
    sendCommand(client, 'change-actions', {
      commandId,
      planId: found.plan.id,
      rows,
      update: NO_CHANGE,
    }).then(() => wasSaved(commandId, `“${NO_CHANGE}” for ${counted(rows.length, 'action')}.`), failed)
  }

  /** Asks what the change would do, and shows it unless something was typed meanwhile. */
  const look = async (form: ChangeForm): Promise<void> => {
    const change = changeOf(form)
    const now = (): ChangeForm | null => {
      const open = state().overlay
      return open?.at === 'change' ? open.form : null
    }
    const show = (asked: string, more: Partial<ChangeForm>) => {
      const open = now()
      if (open !== null && JSON.stringify(changeOf(open)) === asked)
        send({ type: 'change', form: { ...open, ...more } })
    }
    const asked = JSON.stringify(change)
    if (change === null || typeof change === 'string')
      return show(asked, { preview: null, error: change === null ? null : change })
    try {
      const { rows } = await client.actions.previewChange.query({ change })
      show(asked, { preview: { asked, rows }, error: null })
    } catch (error) {
      show(asked, { preview: null, error: stopOf(error).message })
    }
  }

  /** Saves what the preview shows. What is typed and not looked at yet is looked at first. */
  const saveChange = (form: ChangeForm) => {
    const change = changeOf(form)
    if (change === null || typeof change === 'string' || form.preview?.asked !== JSON.stringify(change))
      return void look(form)
    const rows = savedRows(form)
    if (rows.length === 0)
      return send({ type: 'change', form: { ...form, error: 'None of them would change.' } })
    send({ type: 'change', form: { ...form, sending: true, error: null } })
    const commandId = uuid()
    const seen = rows.map(({ actionId, seen, columnsSeen }) => ({ actionId, seen, columnsSeen }))
    sendCommand(client, 'change-actions', { ...change, commandId, rows: seen }).then(
      () => {
        keepDraft(changeDraftOf(form), null)
        wasSaved(commandId, `${counted(rows.length, 'action')} changed.`)
      },
      (error: unknown) => {
        const refusal = refusalIn(error)
        if (refusal?.code !== 'rows-refused')
          return send({ type: 'change', form: { ...form, sending: false, error: stopOf(error).message } })
        const changed = refusal.args.rows.map(
          ({ id, because }) => [id, refusalSentence(because as never)] as const,
        )
        const left = new Map([...form.left, ...changed])
        send({
          type: 'change',
          form: {
            ...form,
            left,
            sending: false,
            error: `${counted(changed.length, 'action')} changed while you looked, so nothing was saved. Enter saves the others.`,
          },
        })
      },
    )
  }

  /** Undoes the command that was given here last; with `rest` only in the actions that nobody changed since. */
  const undoChange = (rest = false) => {
    const { saved, undone } = state()
    const step = saved.at(-1)
    if (step === undefined) return notice('bad', 'There is nothing of yours here to undo.')
    // Taken from the list before it is undone, so that U pressed again takes the one before.
    send({ type: 'saved', saved: saved.slice(0, -1), undone })
    take(step, rest, 'Undone', {
      done: (again) => send({ type: 'saved', saved: state().saved, undone: [...state().undone, again] }),
      kept: () => send({ type: 'saved', saved: [...state().saved, step], undone: state().undone }),
    })
  }

  /** Does again what was undone last. */
  const redoChange = () => {
    const { saved, undone } = state()
    const step = undone.at(-1)
    if (step === undefined) return notice('bad', 'There is nothing to do again.')
    send({ type: 'saved', saved, undone: undone.slice(0, -1) })
    take(step, false, 'Done again', {
      done: (again) => send({ type: 'saved', saved: [...state().saved, again], undone: state().undone }),
      kept: () => send({ type: 'saved', saved: state().saved, undone: [...state().undone, step] }),
    })
  }

  const take = (
    step: SavedChange,
    rest: boolean,
    says: string,
    then: { readonly done: (again: SavedChange) => void; readonly kept: () => void },
  ) => {
    const commandId = uuid()
    sendCommand(client, 'undo-command', {
      commandId,
      undoes: step.commandId,
      ...(rest ? { rest } : {}),
    }).then(
      () => {
        then.done({ ...step, commandId })
        done(`${says}: ${step.words}`)
      },
      (error: unknown) => {
        then.kept()
        const refusal = refusalIn(error)
        if (refusal?.code !== 'undo-partly') return failed(error)
        const { rows, of } = refusal.args
        const held = rows.map(({ ref }) => ref).join(', ')
        overlay({
          at: 'confirm',
          asks: { what: 'undo-rest', ...step },
          words: `Changed since: ${held}. Undo the other ${counted(of - rows.length, 'action')}?`,
        })
      },
    )
  }

  return { mark, markAll, openChange, noChange, look, saveChange, undoChange, redoChange }
}
