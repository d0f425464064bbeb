import type { ActionRow, ChangePreviewRow, PlanView } from '@beatbook/contract'
import { readDay, readShift, tagsTyped } from '@beatbook/domain'
import { counted, refusalSentence } from '@beatbook/domain/english'
import {
  actionColumns,
  type Choice,
  changeLines,
  changeLineWords,
  editorOf,
  ownersTyped,
} from '@beatbook/presentation'
import { createEffect, createSignal, For, Match, on, onCleanup, Show, Switch } from 'solid-js'
import { createStore } from 'solid-js/store'
import { api, problemSentence } from '../../../api.ts'
import { SelectField, TextArea, TextField } from '../../../ui/Field.tsx'
import { Modal } from '../../../ui/Modal.tsx'
import { useSettings } from '../../area/settings.ts'
import type { Change, Changes } from './changes.ts'

/** What is done to several actions. A pasted block brings its rows with it. */
export type Task =
  | {
      readonly kind: 'set' | 'shift' | 'update' | 'withdraw' | 'restore'
      readonly rows: readonly ActionRow[]
    }
  | {
      readonly kind: 'paste' | 'fill'
      readonly rows: Change['rows']
      readonly faults: readonly { readonly ref: string; readonly column: string; readonly why: string }[]
      readonly beyond: number
    }

const titles: Readonly<Record<Task['kind'], string>> = {
  set: 'Change fields',
  shift: 'Shift dates',
  update: 'Add the same update',
  withdraw: 'Withdraw',
  restore: 'Restore',
  paste: 'Paste',
  fill: 'Fill down',
}

interface Typed {
  level: string
  stage: string
  priority: string
  owners: string
  addTags: string
  removeTags: string
  section: string
  shift: string
  update: string
  reason: string
  on: string
}

const nothing: Typed = {
  level: '',
  stage: '',
  priority: '',
  owners: '',
  addTags: '',
  removeTags: '',
  section: '',
  shift: '',
  update: '',
  reason: '',
  on: '',
}

/** The reason of a preview for which none is written yet; nothing is saved with it. */
const NOT_WRITTEN = '…'

/** How long typing rests before the preview is asked for, in milliseconds. */
const REST = 300

/**
 * Changes several actions: a form, every change before it is saved, and what cannot be changed with the reason.
 * What somebody changes between preview and Save is shown and left out; the rest can be saved.
 */
export const ChangeDialog = (props: {
  plan: PlanView
  task: Task
  changes: Changes
  onClose: () => void
}) => {
  const settings = useSettings()
  const [typed, setTyped] = createStore<Typed>({ ...nothing })
  const [preview, setPreview] = createSignal<readonly ChangePreviewRow[] | null>(null)
  const [problem, setProblem] = createSignal<string | null>(null)
  const [looking, setLooking] = createSignal(false)
  const [reasonDue, setReasonDue] = createSignal(false)
  let reasonField: HTMLInputElement | undefined
  /** The rows that somebody changed after the preview. */
  const [changed, setChanged] = createSignal<ReadonlyMap<string, string>>(new Map())

  const rowsAsked = (): Change['rows'] =>
    'faults' in props.task ? props.task.rows : props.task.rows.map(({ id }) => ({ actionId: id }))

  /** The fields that are chosen from a list, as in their cells; `none` takes a value away. */
  const choices = () => [
    ...(['level', 'stage', 'priority'] as const).flatMap((field) => {
      const column = actionColumns.find(({ key }) => key === field)
      const editor = column && editorOf(column, { plan: props.plan, settings: settings() })
      const of = editor?.kind === 'choice' ? editor.choices : []
      return of.length < 2
        ? []
        : [{ field, label: column?.heading, of: of.map(([code, words]): Choice => [code || 'none', words]) }]
    }),
    {
      field: 'section' as const,
      label: 'Section',
      of: props.plan.sections.map(({ id, title }): Choice => [id, title]),
    },
  ]

  /** The change as typed; `null` while something is missing, a sentence where something does not fit. */
  const change = (): Change | string | null => {
    const day = typed.on.trim() === '' ? undefined : readDay(typed.on)
    if (day === null) return 'Write the day like 31/10/2026 or 31 October 2026.'
    const common = {
      planId: props.plan.id,
      rows: rowsAsked(),
      ...(typed.reason.trim() === '' ? {} : { reason: typed.reason.trim() }),
      ...(day === undefined ? {} : { on: day }),
    }
    switch (props.task.kind) {
      case 'paste':
      case 'fill':
        return props.task.rows.length === 0 ? null : common
      case 'shift':
        if (typed.shift.trim() === '') return null
        return readShift(typed.shift) === null
          ? 'Write how far the dates move: 14d, -2w, 3m or 1y.'
          : { ...common, shift: typed.shift.trim() }
      case 'update':
        return typed.update.trim() === '' ? null : { ...common, update: typed.update.trim() }
      case 'withdraw':
      case 'restore':
        return { ...common, withdrawn: props.task.kind === 'withdraw' }
    }
    const given = {
      ...(typed.level === '' ? {} : { level: typed.level === 'none' ? null : (typed.level as never) }),
      ...(typed.stage === '' ? {} : { stage: typed.stage as never }),
      ...(typed.priority === '' ? {} : { priority: typed.priority === 'none' ? null : typed.priority }),
      ...(typed.section === '' ? {} : { sectionId: typed.section }),
      ...(typed.owners.trim() === '' ? {} : { owners: ownersTyped(typed.owners) }),
      ...(typed.addTags.trim() === '' ? {} : { addTags: tagsTyped(typed.addTags) }),
      ...(typed.removeTags.trim() === '' ? {} : { removeTags: tagsTyped(typed.removeTags) }),
    }
    return Object.keys(given).length === 0 ? null : { ...common, ...given }
  }

  const look = async () => {
    const asked = change()
    if (asked === null || typeof asked === 'string') {
      setPreview(null)
      return setProblem(asked)
    }
    setLooking(true)
    try {
      // The changes are shown before the reason is written; whether one is due is what the preview without it says.
      const previewOf = (change: Change) => api.actions.previewChange.query({ change })
      const [{ rows }, bare] = await Promise.all([
        previewOf({ ...asked, reason: asked.reason ?? NOT_WRITTEN }),
        asked.reason === undefined ? previewOf(asked) : null,
      ])
      setReasonDue(bare?.rows.some(({ refusal }) => refusal?.code === 'reason-needed') ?? false)
      setPreview(rows)
      setChanged(new Map())
      setProblem(null)
    } catch (error) {
      setPreview(null)
      setProblem(problemSentence(error))
    } finally {
      setLooking(false)
    }
  }
  createEffect(
    on(
      () => JSON.stringify(typed),
      () => {
        const timer = setTimeout(look, REST)
        onCleanup(() => clearTimeout(timer))
      },
    ),
  )

  const saving = () =>
    (preview() ?? []).filter(
      (row) => row.refusal === null && Object.keys(row.after).length > 0 && !changed().has(row.actionId),
    )
  const refused = () => (preview() ?? []).filter(({ refusal }) => refusal !== null)
  const same = () =>
    (preview() ?? []).filter((row) => row.refusal === null && Object.keys(row.after).length === 0)

  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const asked = change()
    if (asked === null || typeof asked === 'string' || saving().length === 0) return look()
    if (reasonDue() && asked.reason === undefined) {
      setProblem('Say why in “Reason”. It is asked once for all of them.')
      return reasonField?.focus()
    }
    const rows = new Map(rowsAsked().map((row) => [row.actionId, row]))
    const failure = await props.changes.save(
      {
        ...asked,
        rows: saving().map(({ actionId, seen, columnsSeen }) => ({
          ...(rows.get(actionId) ?? { actionId }),
          seen,
          columnsSeen,
        })),
      },
      `${titles[props.task.kind]}: ${counted(saving().length, 'action')} saved.`,
    )
    if (failure === null) return props.onClose()
    if (failure.refusal?.code === 'rows-refused') {
      setChanged(
        new Map([
          ...changed(),
          ...failure.refusal.args.rows.map(
            ({ id, because }) => [id, refusalSentence(because as never)] as const,
          ),
        ]),
      )
      return setProblem(
        `${counted(failure.refusal.args.rows.length, 'action')} changed while you looked, so nothing was saved. ${saving().length > 0 ? 'You can save the others.' : ''}`,
      )
    }
    setProblem(failure.words)
  }

  const title = () =>
    'faults' in props.task
      ? `${titles[props.task.kind]} into ${counted(props.task.rows.length, 'action')}`
      : `${titles[props.task.kind]} of ${counted(props.task.rows.length, 'action')}`

  return (
    <Modal title={title()} onClose={props.onClose} wide>
      <form class="change" onSubmit={save} novalidate>
        <Switch>
          <Match when={props.task.kind === 'set'}>
            <div class="row">
              <For each={choices()}>
                {({ field, label, of }) => (
                  <SelectField
                    id={`change-${field}`}
                    label={label}
                    onChange={(event) => setTyped(field, event.currentTarget.value)}
                  >
                    <option value="">stays</option>
                    <For each={of}>{([code, words]) => <option value={code}>{words}</option>}</For>
                  </SelectField>
                )}
              </For>
            </div>
            <TextField
              id="change-owners"
              label="Owners"
              hint="Empty to keep them. Separate names with a semicolon."
              value={typed.owners}
              autocomplete="off"
              onInput={(event) => setTyped('owners', event.currentTarget.value)}
            />
            <div class="row">
              <TextField
                id="change-add-tags"
                label="Tags to add"
                hint="Separate tags with a comma."
                value={typed.addTags}
                autocomplete="off"
                onInput={(event) => setTyped('addTags', event.currentTarget.value)}
              />
              <TextField
                id="change-remove-tags"
                label="Tags to remove"
                value={typed.removeTags}
                autocomplete="off"
                onInput={(event) => setTyped('removeTags', event.currentTarget.value)}
              />
            </div>
          </Match>
          <Match when={props.task.kind === 'shift'}>
            <TextField
              id="change-shift"
              label="How far"
              hint="Days, weeks, months or years: 14d, -2w, 3m. The days between the actions stay."
              value={typed.shift}
              autocomplete="off"
              onInput={(event) => setTyped('shift', event.currentTarget.value)}
            />
          </Match>
          <Match when={props.task.kind === 'update'}>
            <TextArea
              id="change-update"
              label="What happened"
              value={typed.update}
              onInput={(event) => setTyped('update', event.currentTarget.value)}
            />
          </Match>
          <Match when={'faults' in props.task && props.task}>
            {(task) => (
              <Show when={task().faults.length > 0 || task().beyond > 0}>
                <ul class="faults">
                  <For each={task().faults.slice(0, 10)}>
                    {({ ref, column, why }) => (
                      <li>
                        {ref}, {column}: {why} It stays as it is.
                      </li>
                    )}
                  </For>
                  <Show when={task().beyond > 0}>
                    <li>
                      {counted(task().beyond, 'row')} of the block lie below the last action and are left out.
                    </li>
                  </Show>
                </ul>
              </Show>
            )}
          </Match>
        </Switch>
        <div class="row">
          <TextField
            ref={(element: HTMLInputElement) => {
              reasonField = element
            }}
            id="change-reason"
            label={props.task.kind === 'update' ? 'Reason (optional)' : 'Reason'}
            hint={props.task.kind === 'shift' ? 'Why the dates move.' : undefined}
            value={typed.reason}
            autocomplete="off"
            onInput={(event) => setTyped('reason', event.currentTarget.value)}
          />
          <TextField
            id="change-on"
            label="True from"
            hint="Empty for today"
            value={typed.on}
            autocomplete="off"
            onInput={(event) => setTyped('on', event.currentTarget.value)}
          />
        </div>
        <Show when={problem()}>
          <p class="govuk-error-message" role="alert">
            {problem()}
          </p>
        </Show>
        <div class="preview" aria-live="polite" aria-busy={looking()}>
          <Show
            when={preview()}
            fallback={
              <p class="quiet">{looking() ? 'Looking …' : 'You see every change here before it is saved.'}</p>
            }
          >
            <p>
              <b>{counted(saving().length, 'action')} will change.</b>
              <Show when={refused().length > 0}> {refused().length} cannot.</Show>
              <Show when={changed().size > 0}> {changed().size} changed meanwhile.</Show>
              <Show when={same().length > 0}> {same().length} stay as they are.</Show>
            </p>
            <ul class="plain">
              <For each={preview()}>
                {(row) => (
                  <li classList={{ quiet: Object.keys(row.after).length === 0 }}>
                    <b>{row.ref}</b> {row.text.slice(0, 90)}
                    <Show
                      when={row.refusal === null ? changed().get(row.actionId) : refusalSentence(row.refusal)}
                      fallback={
                        <For
                          each={changeLines(row, settings().columns)}
                          fallback={<span class="sub">stays as it is</span>}
                        >
                          {(line) => <span class="sub">{changeLineWords(line)}</span>}
                        </For>
                      }
                    >
                      {(why) => <span class="sub refused">Left out: {why()}</span>}
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </div>
        <p class="buttons">
          <button type="submit" class="govuk-button" disabled={props.changes.busy() || saving().length === 0}>
            {props.changes.busy()
              ? 'Saving …'
              : changed().size > 0
                ? `Save the other ${saving().length}`
                : `Save ${counted(saving().length, 'action')}`}
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={props.onClose}>
            Cancel
          </button>
        </p>
      </form>
    </Modal>
  )
}
