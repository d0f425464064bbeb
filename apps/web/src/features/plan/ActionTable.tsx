import type { ActionQuestion, ActionRow, ShownLevel } from '@beatbook/contract'
import type { Column, SaidField } from '@beatbook/domain'
import { columnWords, fieldWords, stageWords } from '@beatbook/domain/english'
import { columnsOf, filledColumns, saidAlone, statedFields, timescaleShort } from '@beatbook/presentation'
import { For, Show } from 'solid-js'
import { Day } from '../../ui/Day.tsx'
import { ComputedMark, LevelMark, TurnsLine } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'

interface ActionTableProps {
  readonly title: string
  readonly words: string
  readonly rows: readonly ActionRow[]
  /** The force's own columns. */
  readonly columns: readonly Column[]
  /** The levels of the plan's rules, for the name of a row's next level. */
  readonly levels: readonly ShownLevel[]
  readonly sorting: Pick<ActionQuestion, 'sort' | 'descending'>
  readonly onSort: (by: string) => void
}

/** Actions as rows; the headings of sortable columns are buttons. */
export const ActionTable = (props: ActionTableProps) => (
  <table class="actions">
    <caption>
      {props.title} <small>{props.words}</small>
    </caption>
    <thead>
      <tr>
        <For each={columnsOf(props.rows, props.columns)}>
          {(column) => (
            <th
              scope="col"
              class={`col-${column.key.startsWith('column:') ? 'own' : column.key}`}
              aria-sort={
                props.sorting.sort === column.sort
                  ? props.sorting.descending
                    ? 'descending'
                    : 'ascending'
                  : undefined
              }
            >
              <Show when={column.sort} fallback={column.heading}>
                {(sort) => (
                  <button type="button" class="sort" onClick={() => props.onSort(sort())}>
                    {column.heading}
                    <span aria-hidden="true">
                      {props.sorting.sort === sort() ? (props.sorting.descending ? ' ↓' : ' ↑') : ''}
                    </span>
                  </button>
                )}
              </Show>
            </th>
          )}
        </For>
      </tr>
    </thead>
    <tbody>
      <For each={props.rows}>
        {(row) => (
          <Row
            row={row}
            levels={props.levels}
            listed={statedFields(props.rows)}
            own={filledColumns(props.rows, props.columns)}
          />
        )}
      </For>
    </tbody>
  </table>
)

const Row = (props: {
  row: ActionRow
  levels: readonly ShownLevel[]
  listed: readonly SaidField[]
  own: readonly Column[]
}) => (
  <tr classList={{ withdrawn: props.row.withdrawn }}>
    <td class="col-ref">{props.row.ref}</td>
    <th scope="row" class="col-text">
      <Link href={`/plans/${props.row.address}`}>{props.row.text}</Link>
      <Show when={props.row.withdrawn}>
        <span class="sub">withdrawn</span>
      </Show>
    </th>
    <td class="col-owners" data-label="Owners">
      <Show
        when={props.row.owners.length > 0}
        fallback={
          <span class="quiet">{props.row.ownerSaid ? `“${props.row.ownerSaid}”` : 'none given'}</span>
        }
      >
        {props.row.owners.map((owner) => owner.name).join('; ')}
      </Show>
    </td>
    <td class="col-timescale" data-label="Timescale">
      {timescaleShort(props.row.timescale)}
      <Show when={props.row.redated > 0}>
        <span class="sub">re-dated {props.row.redated === 1 ? 'once' : `${props.row.redated} times`}</span>
      </Show>
    </td>
    <td class="col-level" data-label="Declared">
      <LevelMark level={props.row.level} stage={props.row.stage} />
    </td>
    <td class="col-computed" data-label="By the rules">
      <ComputedMark computed={props.row.computed} />
      <TurnsLine computed={props.row.computed} levels={props.levels} />
      <Show when={props.row.computed}>
        <span class="sub">
          <Show when={props.row.disagrees}>disagrees · </Show>
          <Link
            href={`/plans/${props.row.address}#why`}
            aria-label={`Why ${props.row.ref} is ${props.row.computed?.word ?? ''} by the rules`}
          >
            why
          </Link>
        </span>
      </Show>
    </td>
    <td class="col-stage" data-label="Stage">
      <span classList={{ quiet: props.row.stage === null }}>{stageWords(props.row.stage)}</span>
    </td>
    <For each={props.listed}>
      {(field) => (
        <td class={`col-${field}`} data-label={fieldWords[field].title}>
          <span classList={{ quiet: props.row[field] === null }}>{saidAlone(field, props.row[field])}</span>
        </td>
      )}
    </For>
    <For each={props.own}>
      {(column) => (
        <td class="col-own" classList={{ amount: isAmount(column) }} data-label={column.title}>
          {columnWords(props.row.columns[column.code])}
        </td>
      )}
    </For>
    <td class="col-last-update" data-label="Last update">
      <Show when={props.row.lastUpdate} fallback={<span class="quiet">none</span>}>
        {(update) => (
          <span title={update().text}>
            <Day on={update().on} short />
          </span>
        )}
      </Show>
    </td>
  </tr>
)

/** Whether a column has amounts, which are aligned by their last digit. */
const isAmount = ({ kind }: Column): boolean => kind === 'number' || kind === 'money'
