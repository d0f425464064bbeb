import type { DraftTable } from '@beatbook/domain'
import { grouped } from '@beatbook/domain/english'
import { For, Show } from 'solid-js'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'

/** Tables of figures as read, with the totals of their rows. */
export const FigureTables = (props: { tables: readonly DraftTable[] }) => (
  <Show when={props.tables.length > 0}>
    <h2 id="tables">Tables of figures</h2>
    <For each={props.tables}>
      {(table) => (
        <ScrollRegion label={table.title}>
          <table class="figures">
            <caption>{table.title}</caption>
            <thead>
              <tr>
                <th scope="col">{table.labelHeading}</th>
                <For each={table.columns}>
                  {(column) => (
                    <th scope="col" class="n">
                      {column.heading}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={table.rows}>
                {(row) => (
                  <tr>
                    <th scope="row">{row.label}</th>
                    <For each={table.columns}>
                      {(column) => <td class="n">{figure(row.values[column.key], column.unit)}</td>}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
            <tfoot>
              <Show when={table.totals}>
                {(totals) => (
                  <tr>
                    <th scope="row">Total as written</th>
                    <For each={table.columns}>
                      {(column) => <td class="n">{figure(totals()[column.key], column.unit)}</td>}
                    </For>
                  </tr>
                )}
              </Show>
              <tr>
                <th scope="row">Total of the rows</th>
                <For each={table.columns}>
                  {(column) => <td class="n">{figure(table.computedTotals[column.key], column.unit)}</td>}
                </For>
              </tr>
            </tfoot>
          </table>
        </ScrollRegion>
      )}
    </For>
  </Show>
)

const figure = (value: number | null | undefined, unit: DraftTable['columns'][number]['unit']): string => {
  if (value === null || value === undefined) return '–'
  const [whole = '', part] = String(value).split('.')
  const number = `${value < 0 ? '−' : ''}${grouped(Math.abs(Number(whole)))}${part === undefined ? '' : `.${part}`}`
  return unit === 'gbp' ? `£${number}` : unit === 'percent' ? `${number} %` : number
}
