import type { ActionRow, PlanSummary } from '@beatbook/contract'
import { type Refusal, stageCodes, stagesOf } from '@beatbook/domain'
import { counted, stageWords, timescaleShort } from '@beatbook/domain/english'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { TextField } from '../../ui/Field.tsx'
import { ComputedMark, LevelMark } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { useEditing } from '../session/session.ts'
import { useChanges } from './grid/changes.ts'
import { Said } from './grid/Said.tsx'

/** An action that is to get another stage. */
interface Move {
  readonly row: ActionRow
  readonly stage: string
}

/**
 * The actions of a plan, or of several, by stage. A card is moved by dragging it, with its list of stages, or with
 * Shift and an arrow; the arrows go from card to card.
 */
export default function Board(props: {
  rows: readonly ActionRow[]
  /** Whether the rows are of several plans, each with stages of its own. */
  several: boolean
  planOf: (row: ActionRow) => PlanSummary | undefined
}) {
  const editing = useEditing()
  const { looksBack } = useAsAt()
  const changes = useChanges()
  const mayEdit = (row: ActionRow) => mayEditAny() && !row.withdrawn && props.planOf(row)?.archived === false
  const mayEditAny = () => editing().allowed && !looksBack()
  const [over, setOver] = createSignal<string | null>(null)
  const [asked, setAsked] = createSignal<Move | null>(null)
  let board!: HTMLDivElement

  const stagesOfRow = (row: ActionRow): readonly string[] => {
    const plan = props.planOf(row)
    return plan === undefined ? [] : stagesOf(plan)
  }
  const stages = createMemo((): readonly string[] => {
    const all = new Set(props.rows.flatMap(stagesOfRow))
    return props.several ? stageCodes.filter((code) => all.has(code)) : [...all]
  })
  const nameOf = (row: ActionRow) => (props.several ? row.address : row.ref)
  const columns = () => [...(props.rows.some(({ stage }) => stage === null) ? [null] : []), ...stages()]
  const rowsOf = (stage: string | null) => props.rows.filter((row) => row.stage === stage)

  const move = async ({ row, stage }: Move, reason = ''): Promise<string | null> => {
    if (row.stage === stage || !mayEdit(row)) return null
    if (!stagesOfRow(row).includes(stage)) {
      changes.say(`${nameOf(row)} cannot be ${stageWords(stage)}: its plan has no such stage.`)
      return null
    }
    const failure = await changes.save(
      {
        planId: row.planId,
        rows: [{ actionId: row.id }],
        stage: stage as never,
        ...(reason === '' ? {} : { reason }),
      },
      `${nameOf(row)}: ${stageWords(stage)}.`,
    )
    queueMicrotask(() => cardOf(row.id)?.focus())
    if (failure === null) return null
    if (wantsReason(failure.refusal) && reason === '') setAsked({ row, stage })
    else changes.say(failure.words)
    return failure.words
  }
  const cardOf = (id: string) => board.querySelector<HTMLElement>(`[data-card="${id}"]`)

  const onKeyDown = (event: KeyboardEvent, row: ActionRow) => {
    if (event.target !== event.currentTarget || event.altKey) return
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      const taken = key === 'y' || event.shiftKey ? changes.redo() : changes.undo()
      void taken.then(() => cardOf(row.id)?.focus())
      return
    }
    const at = columns().indexOf(row.stage)
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const place = rowsOf(row.stage).findIndex(({ id }) => id === row.id)
    if (step !== 0 && event.shiftKey) {
      const stage = columns()[at + step]
      event.preventDefault()
      if (stage !== undefined && stage !== null) void move({ row, stage })
      return
    }
    const next =
      event.key === 'ArrowDown'
        ? rowsOf(row.stage)[place + 1]
        : event.key === 'ArrowUp'
          ? rowsOf(row.stage)[place - 1]
          : step === 0
            ? undefined
            : nearest(columns(), at, step, (stage) => rowsOf(stage)[place] ?? rowsOf(stage).at(-1))
    if (next === undefined) return
    event.preventDefault()
    cardOf(next.id)?.focus()
  }

  return (
    <>
      <div class="board" ref={board}>
        <For each={columns()}>
          {(stage) => (
            <section
              class="board-column"
              classList={{ over: over() !== null && over() === stage }}
              aria-label={stageWords(stage)}
              onDragOver={(event) => {
                if (stage === null || !mayEditAny()) return
                event.preventDefault()
                setOver(stage)
              }}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => {
                setOver(null)
                const row = props.rows.find(({ id }) => id === event.dataTransfer?.getData('text/plain'))
                if (row === undefined || stage === null) return
                event.preventDefault()
                void move({ row, stage })
              }}
            >
              <h2>
                {stageWords(stage)} <small>{counted(rowsOf(stage).length, 'action')}</small>
              </h2>
              <ul class="plain">
                <For each={rowsOf(stage)}>
                  {(row) => (
                    <li
                      class="card"
                      classList={{ withdrawn: row.withdrawn }}
                      data-card={row.id}
                      tabindex="0"
                      draggable={mayEdit(row)}
                      onDragStart={(event) => event.dataTransfer?.setData('text/plain', row.id)}
                      onKeyDown={(event) => onKeyDown(event, row)}
                    >
                      <p class="clamp">
                        <Link href={`/plans/${row.address}`}>{nameOf(row)}</Link> {row.text}
                      </p>
                      <p class="sub">
                        <LevelMark level={row.level} stage={row.stage} />{' '}
                        <Show when={row.disagrees}>
                          rules say <ComputedMark computed={row.computed} />
                        </Show>
                      </p>
                      <p class="sub">
                        {[timescaleShort(row.timescale), row.owners.map(({ name }) => name).join('; ')]
                          .filter(Boolean)
                          .join(' · ')}
                      </p>
                      <Show when={mayEdit(row)}>
                        <select
                          class="govuk-select"
                          aria-label={`Stage of ${nameOf(row)}`}
                          onChange={(event) => {
                            const to = event.currentTarget.value
                            // Until it is saved the list says what the record says.
                            event.currentTarget.value = row.stage ?? ''
                            void move({ row, stage: to })
                          }}
                        >
                          <Show when={row.stage === null}>
                            <option value="" selected>
                              {stageWords(null)}
                            </option>
                          </Show>
                          <For each={stagesOfRow(row)}>
                            {(each) => (
                              <option value={each} selected={each === row.stage}>
                                {stageWords(each)}
                              </option>
                            )}
                          </For>
                        </select>
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </section>
          )}
        </For>
      </div>
      <div class="foot-bar">
        <span class="keys">
          {props.rows.some(mayEdit)
            ? 'Drag a card, or Shift and an arrow, to change its stage · arrows go from card to card'
            : ''}
        </span>
        <Said changes={changes} />
      </div>
      <Show when={asked()}>
        {(now) => (
          <WhyMoved move={now()} onClose={() => setAsked(null)} onSave={(reason) => move(now(), reason)} />
        )}
      </Show>
    </>
  )
}

/** Asks why a stage changes, where a reason is due. */
const WhyMoved = (props: {
  move: Move
  onClose: () => void
  onSave: (reason: string) => Promise<string | null>
}) => {
  const [failed, setFailed] = createSignal<string | undefined>()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const reason = String(form.get('board-reason') ?? '').trim()
    if (reason === '') return setFailed('Say why')
    const failure = await props.onSave(reason)
    if (failure === null) props.onClose()
    else setFailed(failure)
  }
  return (
    <Modal title={`${props.move.row.ref}: ${stageWords(props.move.stage)}`} onClose={props.onClose}>
      <form onSubmit={submit} novalidate>
        <TextField id="board-reason" label="Why does it change?" error={failed()} autocomplete="off" />
        <p class="buttons">
          <button type="submit" class="govuk-button">
            Save
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onClose()}>
            Cancel
          </button>
        </p>
      </form>
    </Modal>
  )
}

/** Whether a change was refused because a reason is due. */
const wantsReason = (refusal: Refusal | null): boolean =>
  refusal?.code === 'rows-refused' &&
  refusal.args.rows.every(({ because }) => because.code === 'reason-needed')

/** What `of` has for the nearest column in a direction. */
const nearest = <T,>(
  columns: readonly (string | null)[],
  from: number,
  step: number,
  of: (stage: string | null) => T | undefined,
): T | undefined => {
  for (let at = from + step; at >= 0 && at < columns.length; at += step) {
    const found = of(columns[at] ?? null)
    if (found !== undefined) return found
  }
  return undefined
}
