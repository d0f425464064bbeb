import type { GridColumn, GridLayout, PlanView } from '@beatbook/contract'
import {
  type ActionColumn,
  everyColumn,
  groupingOf,
  groupingsOf,
  groupingWords,
  type Narrowing,
} from '@beatbook/presentation'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { Modal } from '../../../ui/Modal.tsx'
import { useSettings } from '../../area/settings.ts'
import { isNarrowed } from '../../view/filter.ts'
import { SaveView } from '../../view/SaveView.tsx'

const TakeOut = lazy(() => import('../../out/TakeOut.tsx'))

interface GridToolsProps {
  /** The plan of the rows; `null` where they are of several. */
  readonly plan: PlanView | null
  readonly filter: Narrowing
  readonly layout: GridLayout
  /** The columns that are shown now. */
  readonly shown: readonly ActionColumn[]
  readonly onChange: (layout: GridLayout) => void
}

/** What lays out a grid: the groups, the columns, and saving it as a view. */
export const GridTools = (props: GridToolsProps) => {
  const [open, setOpen] = createSignal<'columns' | 'save' | 'out' | null>(null)
  const groupings = () => groupingsOf(props.plan === null)
  const usual = () => (props.plan === null ? 'plan' : 'section')
  const isLaidOut = () =>
    props.layout.sorts.length > 0 || props.layout.group !== undefined || props.layout.columns !== undefined
  return (
    <span class="grid-tools">
      <label for="group-by">Group by</label>
      <select
        id="group-by"
        class="govuk-select"
        onChange={(event) => {
          const group = groupings().find((each) => each === event.currentTarget.value)
          const { group: _, ...others } = props.layout
          // The choice that is made without one is not written down.
          props.onChange(
            group === undefined || group === groupingOf(others, usual()) ? others : { ...others, group },
          )
        }}
      >
        <For each={groupings()}>
          {(group) => (
            <option value={group} selected={groupingOf(props.layout, usual()) === group}>
              {groupingWords[group]}
            </option>
          )}
        </For>
      </select>
      <button type="button" class="link-button" onClick={() => setOpen('columns')}>
        Columns …
      </button>
      <button type="button" class="link-button" onClick={() => setOpen('save')}>
        Save view …
      </button>
      <button type="button" class="link-button" onClick={() => setOpen('out')}>
        Take out …
      </button>
      <Show when={isLaidOut()}>
        <button type="button" class="link-button" onClick={() => props.onChange({ sorts: [] })}>
          Reset layout
        </button>
      </Show>
      <Show when={open() === 'columns'}>
        <Columns
          shown={props.shown}
          chosen={props.layout.columns}
          onClose={() => setOpen(null)}
          onSave={(columns) => {
            setOpen(null)
            const { columns: _, ...others } = props.layout
            props.onChange(columns === null ? others : { ...others, columns })
          }}
        />
      </Show>
      <Show when={open() === 'out'}>
        <Suspense>
          <TakeOut
            plan={props.plan}
            filter={props.filter}
            isNarrowed={isNarrowed(props.filter)}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      </Show>
      <Show when={open() === 'save'}>
        <SaveView
          plan={props.plan}
          filter={props.filter}
          layout={props.layout}
          onClose={() => setOpen(null)}
        />
      </Show>
    </span>
  )
}

interface Choice {
  readonly key: string
  readonly heading: string
  readonly on: boolean
  readonly width: number | undefined
}

/** Which columns there are, in which order and how wide. */
const Columns = (props: {
  shown: readonly ActionColumn[]
  chosen: readonly GridColumn[] | undefined
  onClose: () => void
  /** `null` goes back to the columns that have values. */
  onSave: (columns: GridColumn[] | null) => void
}) => {
  const settings = useSettings()
  const first = props.shown.map(({ key }): string => key)
  const widths = new Map(props.chosen?.map(({ key, width }) => [key, width]))
  const all = everyColumn(settings().columns)
  const choice = ({ key, heading }: ActionColumn): Choice => ({
    key,
    heading,
    on: first.includes(key),
    width: widths.get(key),
  })
  const [choices, setChoices] = createSignal<readonly Choice[]>([
    ...props.shown.map(choice),
    ...all.filter(({ key }) => !first.includes(key)).map(choice),
  ])
  const [said, setSaid] = createSignal('')
  let list!: HTMLUListElement
  const set = (key: string, to: Partial<Choice>) =>
    setChoices((now) => now.map((each) => (each.key === key ? { ...each, ...to } : each)))
  const move = (at: number, step: 1 | -1) => {
    const to = at + step
    const now = [...choices()]
    const [moved] = now.splice(at, 1)
    if (moved === undefined || to < 0 || to > now.length) return
    now.splice(to, 0, moved)
    setChoices(now)
    setSaid(`${moved.heading} is column ${to + 1} now.`)
    // The list is drawn anew: the focus goes with the column that moved.
    const button = list.children[to]?.querySelector<HTMLElement>(`[data-step="${step}"]`)
    button?.focus()
  }
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    const on = choices().filter((each) => each.on)
    if (on.length === 0) return setSaid('Choose at least one column.')
    props.onSave(on.map(({ key, width }) => (width === undefined ? { key } : { key, width })))
  }
  return (
    <Modal title="Columns" onClose={props.onClose}>
      <form onSubmit={save} novalidate>
        <ul class="plain column-choices" ref={list}>
          <For each={choices()}>
            {(each, at) => (
              <li>
                <label>
                  <input
                    type="checkbox"
                    checked={each.on}
                    onChange={(event) => set(each.key, { on: event.currentTarget.checked })}
                  />{' '}
                  {each.heading}
                </label>
                <button
                  type="button"
                  class="link-button"
                  data-step="-1"
                  aria-label={`Move ${each.heading} up`}
                  onClick={() => move(at(), -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="link-button"
                  data-step="1"
                  aria-label={`Move ${each.heading} down`}
                  onClick={() => move(at(), 1)}
                >
                  ↓
                </button>
                <input
                  type="number"
                  class="govuk-input"
                  min="40"
                  max="1200"
                  placeholder="width"
                  aria-label={`Width of ${each.heading} in pixels; empty for its usual width`}
                  value={each.width ?? ''}
                  onChange={(event) => {
                    const width = Math.round(Number(event.currentTarget.value))
                    set(each.key, { width: width >= 40 && width <= 1_200 ? width : undefined })
                  }}
                />
              </li>
            )}
          </For>
        </ul>
        <p role="status">{said()}</p>
        <p class="buttons">
          <button type="submit" class="govuk-button">
            Save
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onClose()}>
            Cancel
          </button>
          <button type="button" class="link-button" onClick={() => props.onSave(null)}>
            Show the columns that have values
          </button>
        </p>
      </form>
    </Modal>
  )
}
