import type { OutFormat } from '@beatbook/contract'
import { csvOf } from './csv.ts'
import type { OutPlan } from './document.ts'
import { htmlOf } from './html.ts'
import { markdownOf } from './markdown.ts'
import { odsOf } from './ods.ts'
import { xlsxOf } from './xlsx.ts'

/** The formats whose files have any number of plans, and what writes each. */
const writers = {
  xlsx: xlsxOf,
  ods: odsOf,
  csv: csvOf,
  md: markdownOf,
  html: htmlOf,
} as const satisfies Readonly<
  Partial<Record<OutFormat, (plans: readonly OutPlan[]) => string | Promise<Uint8Array>>>
>

/** The media type of each format. */
export const outTypes: Readonly<Record<OutFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

/** A format that is written without setting pages; those of pages are in `paper.ts`. */
export type ListFormat = keyof typeof writers
export const isListFormat = (format: OutFormat): format is ListFormat => Object.hasOwn(writers, format)

/** Plans as the bytes of a file. */
export const writePlans = async (format: ListFormat, plans: readonly OutPlan[]): Promise<Uint8Array> => {
  const written = await writers[format](plans)
  return typeof written === 'string' ? new TextEncoder().encode(written) : written
}
