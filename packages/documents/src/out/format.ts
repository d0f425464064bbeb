import type { OutFormat } from '@beatbook/contract'
import { csvOf } from './csv.ts'
import type { OutPlan } from './document.ts'
import { htmlOf } from './html.ts'
import { markdownOf } from './markdown.ts'
import { odsOf } from './ods.ts'
import { xlsxOf } from './xlsx.ts'

/** The media types of the formats in which plans go out, and what writes each. */
export const outFormats = {
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: xlsxOf },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', write: odsOf },
  csv: { type: 'text/csv; charset=utf-8', write: csvOf },
  md: { type: 'text/markdown; charset=utf-8', write: markdownOf },
  html: { type: 'text/html; charset=utf-8', write: htmlOf },
} as const satisfies Readonly<
  Record<
    OutFormat,
    {
      readonly type: string
      readonly write: (plans: readonly OutPlan[]) => string | Promise<Uint8Array>
    }
  >
>

/** Plans as the bytes of a file. */
export const writePlans = async (format: OutFormat, plans: readonly OutPlan[]): Promise<Uint8Array> => {
  const written = await outFormats[format].write(plans)
  return typeof written === 'string' ? new TextEncoder().encode(written) : written
}
