import { noTimescale, readTimescale, type TimescaleReading } from '@beatbook/domain'
import type { ShapeContext } from '../shape.ts'
import type { Part } from './row.ts'

/** The maximum length of a timescale's text; a longer cell is stored completely in the action's details. */
export const longestTime = 2_000

/**
 * An action's timescale: from its cell, otherwise from the words after its text. A workbook's date value
 * decides if the cell's text does not; under a heading with months (`months`) its day is ignored.
 */
export function timeOf(
  part: Part | null,
  months: boolean,
  inText: string | null,
  context: ShapeContext,
): TimescaleReading {
  if (!part)
    return inText === null ? { timescale: noTimescale, notes: [] } : readTimescale(inText, context.options)
  const said = part.text.replace(/\s+/g, ' ').trim().slice(0, longestTime)
  const read = readTimescale(said, context.options)
  const dateValue = part.value && 'date' in part.value ? part.value.date : null
  const serial = /^\d{5}(?:\.0+)?$/.test(said) ? read.timescale.latest : null
  const day = serial ?? dateValue
  if (day === null) return read
  const understood =
    read.timescale.kind !== 'unknown' && (read.timescale.precision !== 'day' || read.timescale.latest === day)
  if (serial === null && understood) return read
  const { timescale } = readTimescale(months ? day.slice(0, 7) : day, context.options)
  return { timescale: { ...timescale, said }, notes: serial !== null && !months ? read.notes : [] }
}

/** Whether a cell names a day or a period. */
export const saysDay = (part: Part | null, context: ShapeContext): boolean =>
  part !== null &&
  ((part.value !== undefined && 'date' in part.value) ||
    readTimescale(part.text.replace(/\s+/g, ' ').slice(0, 200), context.options).timescale.latest !== null)
