import { type ActionRow, columnOfSort } from '@beatbook/contract'
import { isSaid } from '@beatbook/domain'
import { columnWords, dayShort, saidAlone, stageWords, timescaleShort } from '@beatbook/domain/english'
import type { ActionColumn } from '@beatbook/presentation'

/** What a row has in a column, as text. */
export const cellOf = (row: ActionRow, key: ActionColumn['key']): string => {
  switch (key) {
    case 'ref':
      return row.ref
    case 'text':
      return row.text
    case 'owners':
      return row.owners.map(({ name }) => name).join(', ') || '–'
    case 'timescale':
      return timescaleShort(row.timescale)
    case 'stage':
      return stageWords(row.stage)
    case 'last-update':
      return row.lastUpdate === null ? '–' : dayShort(row.lastUpdate.on)
    case 'section':
      return row.section
    case 'tags':
      return row.tags.join(', ') || '–'
    case 'success':
      return row.success ?? '–'
    case 'redated':
      return String(row.redated)
    case 'updates':
      return String(row.updates)
    case 'attached':
      return row.attached.count === 0 ? '–' : String(row.attached.count)
    case 'computed':
      return row.computed?.word ?? ''
  }
  if (isSaid(key)) return row[key] === null ? '–' : saidAlone(key, row[key])
  const code = columnOfSort(key)
  return (code === null ? '' : columnWords(row.columns[code])) || '–'
}
