import { csvOf } from './csv.ts'
import type { OutPlan } from './document.ts'
import { htmlOf } from './html.ts'
import { markdownOf } from './markdown.ts'

/** The formats in which a plan goes out, each by the ending of its files. */
export const outFormats = {
  csv: { title: 'Comma-separated values', type: 'text/csv; charset=utf-8', write: csvOf },
  md: { title: 'Markdown', type: 'text/markdown; charset=utf-8', write: markdownOf },
  html: { title: 'Web page', type: 'text/html; charset=utf-8', write: htmlOf },
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly type: string; readonly write: (out: OutPlan) => string }>
>
export type OutFormat = keyof typeof outFormats

/** The format of a file by its ending; `null` where no plan goes out so. */
export const formatOfName = (name: string): OutFormat | null => {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(outFormats, ending) ? (ending as OutFormat) : null
}
