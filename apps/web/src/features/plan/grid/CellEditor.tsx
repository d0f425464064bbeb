import type { ActionRow, ActionView } from '@beatbook/contract'
import { daysBetween, isDated, readTimescale } from '@beatbook/domain'
import { counted, instantWords, refusalSentence, timescaleSentence } from '@beatbook/domain/english'
import {
  type ActionColumn,
  type CellsOf,
  type Choice,
  cellCode,
  cellText,
  changeTyped,
  choiceBegun,
  columnTitle,
  type Editor,
  seenFieldOf,
} from '@beatbook/presentation'
import { createSignal, For, Match, onCleanup, onMount, Show, Switch, untrack } from 'solid-js'
import { api } from '../../../api.ts'
import type { Changes } from './changes.ts'
import { useKeptCell } from './kept-cell.ts'

interface CellEditorProps {
  readonly row: ActionRow
  readonly column: ActionColumn
  readonly editor: Editor
  /** What was typed to begin with, in place of the value. */
  readonly typed: string | null
  readonly of: CellsOf
  readonly changes: Changes
  /** The row as it is now, which others may have changed since; `undefined` where it is no longer here. */
  readonly now: () => ActionRow | undefined
  /** Called when the cell is done: with where the cursor goes on to, and what was typed since for that cell. */
  readonly onClose: (then: Then, ahead?: string) => void
}

/** Where the cursor goes on to from a cell; `away` leaves the focus where it is. */
export type Then = 'stay' | 'down' | 'right' | 'left' | 'away'

/**
 * Edits one cell in place: Enter saves and goes down, Tab saves and goes on, Esc leaves it. A reason is asked
 * where one is due. What somebody else changed meanwhile is shown beside what is typed, and either can be kept.
 */
export const CellEditor = (props: CellEditorProps) => {
  const begins = () =>
    props.editor.kind === 'choice'
      ? cellCode(props.row, props.column)
      : props.editor.kind === 'update'
        ? ''
        : cellText(props.row, props.column)
  const [value, setValue] = createSignal(props.typed ?? begins())
  const [reason, setReason] = createSignal('')
  const [asked, setAsked] = createSignal(
    // The first date moves nothing, so it needs no reason.
    props.editor.kind === 'timescale' && isDated(props.row.timescale),
  )
  const [error, setError] = createSignal<string | null>(null)
  const [theirs, setTheirs] = createSignal<ActionView | null>(null)
  const kept = useKeptCell(
    untrack(() => `${props.row.id}/${props.column.key}`),
    () => (value() === begins() ? null : { value: value(), reason: reason() }),
  )
  /** What somebody else made of the cell while it is open, in words; `null` where it is as it was. */
  const changed = () => {
    const now = props.now()
    if (now === undefined || theirs() !== null || props.editor.kind === 'update') return null
    const words = cellText(now, props.column)
    return words === cellText(props.row, props.column) ? null : words || 'nothing'
  }
  /** What is typed while the cell is saved: it is for the next one. */
  let ahead = ''
  let saving = false
  let control!: HTMLElement
  let whole!: HTMLElement
  let reasonField: HTMLTextAreaElement | undefined
  // The versions that this change is compared with are those of the moment in which the cell was opened.
  let opened: Promise<ActionView> = api.actions.get.query({ address: props.row.id })
  opened.catch(() => {})

  onMount(() => {
    control.focus()
    if (!('setSelectionRange' in control)) return
    const field = control as HTMLInputElement
    // A value is replaced by what is typed next; what was typed to open the cell is gone on with.
    if (props.typed === null) field.select()
    else field.setSelectionRange(field.value.length, field.value.length)
  })
  onMount(async () => {
    const found = props.typed === null ? await kept.found() : null
    // Whoever began to type meanwhile goes on with that.
    if (found === null || value() !== begins() || found.value === begins()) return
    setValue(found.value)
    setReason(found.reason)
    ;(control as HTMLInputElement).value = found.value
    if (reasonField !== undefined) reasonField.value = found.reason
  })
  // Whoever clicks elsewhere is done with the cell, as in a spreadsheet. The click has moved the focus by then, so that
  // a cell that cannot be saved yet takes it back.
  const onClick = (event: MouseEvent) => {
    if (!whole.contains(event.target as Node)) void save('away')
  }
  document.addEventListener('click', onClick, true)
  onCleanup(() => document.removeEventListener('click', onClick, true))
  const close = (then: Then, ahead?: string) => {
    kept.done()
    props.onClose(then, ahead)
  }
  let letters = ''
  let lettersAt = 0
  const choose = (key: string, choices: readonly Choice[]) => {
    const at = Date.now()
    letters = at - lettersAt < TYPED_ON ? letters + key : key
    lettersAt = at
    const found = choiceBegun(letters, choices)
    if (found === undefined) return
    setValue(found[0])
    ;(control as HTMLSelectElement).value = found[0]
  }

  const meaning = () => {
    if (props.editor.kind !== 'timescale' || value().trim() === '') return null
    const read = readTimescale(value()).timescale
    if (read.kind === 'unknown') return 'This is not understood as a time.'
    const { latest } = props.row.timescale
    const days = latest === null || read.latest === null ? 0 : daysBetween(latest, read.latest)
    const by = days === 0 ? '' : ` ${counted(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}.`
    return `Means ${timescaleSentence(read)}. Was ${timescaleSentence(props.row.timescale)}.${by}`
  }

  const save = async (then: Then) => {
    if (saving || props.changes.busy()) return
    saving = true
    ahead = ''
    await send(then)
    saving = false
  }

  const send = async (then: Then) => {
    const unchanged = props.editor.kind === 'update' ? value().trim() === '' : value() === begins()
    if (unchanged && theirs() === null) return close(then)
    const change = changeTyped(props.column, value(), props.of)
    if (typeof change === 'string') {
      setError(change)
      return control.focus()
    }
    if (asked() && reason().trim() === '') {
      setError('Say why.')
      return reasonField?.focus()
    }
    setError(null)
    const now = await opened.catch(() => null)
    const field = seenFieldOf(props.column)
    const code = Object.keys(change.columns ?? {})[0]
    const failure = await props.changes.save(
      {
        planId: props.row.planId,
        rows: [
          {
            actionId: props.row.id,
            ...change,
            seen: now !== null && field !== null ? { [field]: now.touched[field] } : {},
            columnsSeen: now !== null && code !== undefined ? { [code]: now.columnsTouched[code] ?? 0 } : {},
          },
        ],
        ...(reason().trim() === '' ? {} : { reason: reason().trim() }),
      },
      `${props.row.ref}: ${columnTitle(props.column).toLowerCase()} saved.`,
    )
    if (failure === null) return close(then, ahead)
    if (then === 'away') control.focus()
    const { refusal } = failure
    const because = refusal?.code === 'rows-refused' ? refusal.args.rows[0]?.because : undefined
    if (because?.code === 'reason-needed') {
      setAsked(true)
      setError(refusalSentence(because as never))
      return reasonField?.focus()
    }
    if (because?.code === 'stale') {
      opened = api.actions.get.query({ address: props.row.id })
      setTheirs(await opened.catch(() => null))
      return setError('Somebody changed this while you typed.')
    }
    setError(because === undefined ? failure.words : refusalSentence(because as never))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (saving && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      ahead += event.key
    } else if (event.key === 'Escape') {
      event.preventDefault()
      close('stay')
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      if ((event.target as HTMLElement).tagName === 'BUTTON') return
      event.preventDefault()
      void save('down')
    } else if (event.key === 'Tab' && !asked() && theirs() === null) {
      event.preventDefault()
      void save(event.shiftKey ? 'left' : 'right')
    } else if (props.editor.kind === 'choice' && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      choose(event.key, props.editor.choices)
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the fields inside
    <div
      class="cell-editor"
      classList={{ wide: isWide(props.editor) }}
      ref={(element) => {
        whole = element
      }}
      onKeyDown={onKeyDown}
    >
      <Switch
        fallback={
          <input
            ref={(element) => {
              control = element
            }}
            class="govuk-input"
            value={value()}
            aria-label={labelOf(props.row, props.column)}
            list={props.editor.kind === 'owners' ? 'grid-owners' : undefined}
            autocomplete="off"
            onInput={(event) => setValue(event.currentTarget.value)}
          />
        }
      >
        <Match when={props.editor.kind === 'choice' && props.editor}>
          {(editor) => (
            <select
              ref={(element) => {
                control = element
                if (props.typed) onMount(() => choose(props.typed ?? '', editor().choices))
              }}
              class="govuk-select"
              aria-label={labelOf(props.row, props.column)}
              onChange={(event) => setValue(event.currentTarget.value)}
            >
              <Show when={!editor().choices.some(([code]) => code === begins())}>
                <option value={begins()}>not stated</option>
              </Show>
              <For each={editor().choices}>
                {([code, words]) => (
                  <option value={code} selected={code === value()}>
                    {words}
                  </option>
                )}
              </For>
            </select>
          )}
        </Match>
        <Match when={props.editor.kind === 'text' || props.editor.kind === 'update'}>
          <textarea
            ref={(element) => {
              control = element
            }}
            class="govuk-textarea"
            rows={props.editor.kind === 'text' ? 4 : 3}
            aria-label={labelOf(props.row, props.column)}
            placeholder={props.editor.kind === 'update' ? 'What happened' : undefined}
            onInput={(event) => setValue(event.currentTarget.value)}
          >
            {value()}
          </textarea>
        </Match>
      </Switch>
      <Show when={meaning()}>
        <p class="sub" role="status">
          {meaning()}
        </p>
      </Show>
      <Show when={asked()}>
        <textarea
          ref={reasonField}
          class="govuk-textarea"
          rows="2"
          aria-label={props.editor.kind === 'timescale' ? 'Why does the date move?' : 'Why?'}
          placeholder={props.editor.kind === 'timescale' ? 'Why does the date move?' : 'Why?'}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </Show>
      <p role="status" class="sub">
        <Show when={changed()}>
          {(words) => <>Somebody changed this to “{words()}” while you type. Saving asks which one stays.</>}
        </Show>
        <Show when={kept.back()}>
          {(at) => <>What you wrote on {instantWords(at())} is back. Esc leaves it.</>}
        </Show>
      </p>
      <Show when={theirs()}>
        {(now) => (
          <dl class="conflict">
            <dt>Was</dt>
            <dd>{shown(props.row, props.column)}</dd>
            <dt>Theirs</dt>
            <dd>{shown(now(), props.column)}</dd>
            <dt>Yours</dt>
            <dd>{value()}</dd>
          </dl>
        )}
      </Show>
      <Show when={error()}>
        <p class="govuk-error-message" role="alert">
          {error()}
        </p>
      </Show>
      <p class="buttons">
        <button
          type="button"
          class="govuk-button small"
          disabled={props.changes.busy()}
          onClick={() => save('down')}
        >
          {props.changes.busy() ? 'Saving …' : theirs() === null ? 'Save' : 'Save mine'}
        </button>
        <button
          type="button"
          class="govuk-button govuk-button--secondary small"
          onClick={() => close('stay')}
        >
          {theirs() === null ? 'Cancel' : 'Keep theirs'}
        </button>
        <span class="keys">Enter, Esc</span>
      </p>
    </div>
  )
}

/** How soon letters that are typed one after the other mean one choice, in milliseconds. */
const TYPED_ON = 1_000

const isWide = ({ kind }: Editor): boolean => kind !== 'choice' && kind !== 'line'

const labelOf = (row: ActionRow, column: ActionColumn): string =>
  column.key === 'last-update' ? `Update of ${row.ref}` : `${columnTitle(column)} of ${row.ref}`

/** A value as it is shown in a conflict. */
const shown = (row: ActionRow, column: ActionColumn): string => cellText(row, column) || 'nothing'
