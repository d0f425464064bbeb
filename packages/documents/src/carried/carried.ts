import { givenInstant, type Instant, type IsoDate, id, isoDate } from '@beatbook/domain'
import * as z from 'zod'
import { bookKeys, outTitles } from './titles.ts'

/** What a workbook says about itself, so that it is known when it comes back. */
export interface Carried {
  readonly v: 1
  readonly force: string
  readonly plans: readonly CarriedPlan[]
}

export interface CarriedPlan {
  readonly id: string
  readonly code: string
  /** The name of its sheet when it was made. */
  readonly sheet: string
  /** The day that it shows, and the instant up to which the record was known. */
  readonly asAt: IsoDate
  readonly knownAt: Instant
}

/** The name of the hidden sheet with what a workbook says about itself, and the words in its first cell. */
export const CARRIED_SHEET = 'Beatbook'
export const CARRIED_WORDS = 'This sheet lets Beatbook know the workbook again. Please leave it.'

/** The names of the other sheets that are no plan. */
export const ABOUT_SHEET = 'About'
export const LISTS_SHEET = 'Lists'

/** The document property with the same as JSON. */
export const CARRIED_PROPERTY = 'Beatbook'

const carried = z.object({
  v: z.literal(1),
  force: z.string(),
  plans: z
    .array(z.object({ id, code: z.string(), sheet: z.string(), asAt: isoDate, knownAt: givenInstant }))
    .min(1),
})

/** What a workbook that we made says about itself. */
export interface CarriedFound extends Carried {
  /** Of each sheet, by its name when it was made: the fields of its columns by their titles. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Of each sheet: the ids of the actions that went out; `null` where it is no longer known. */
  readonly actions: ReadonlyMap<string, readonly string[]> | null
}

/** A workbook as it is told whether we made it: its sheets, and the words of the document property. */
interface CarriedBook {
  readonly sheets: readonly CarriedBookSheet[]
  readonly carried: string | null
}

interface CarriedBookSheet {
  readonly name: string
  readonly rows: readonly { readonly cells: readonly { readonly text: string }[] }[]
}

/**
 * What a workbook says about itself, by its document property or its hidden sheet, whichever is left; `null` where
 * neither is, or where somebody changed them so that they cannot be read.
 */
export const carriedIn = (book: CarriedBook): CarriedFound | null => {
  const sheet = book.sheets.find(isCarriedSheet)
  const said = (sheet?.rows ?? []).map(({ cells }) => cells.map(({ text }) => text))
  const of = (kind: string) => said.filter(([first]) => first === kind)
  const found =
    carried.safeParse(jsonIn(book.carried)).data ??
    carried.safeParse({
      v: 1,
      force: of('force')[0]?.[1] ?? '',
      plans: of('plan').map(([, sheet, id, code, asAt, knownAt]) => ({ sheet, id, code, asAt, knownAt })),
    }).data
  if (found === undefined) return null
  const columns = new Map<string, Map<string, string>>()
  for (const [, name = '', key = '', title = ''] of of('column'))
    columns.set(name, new Map([...(columns.get(name) ?? []), [title, key]]))
  const actions = new Map<string, string[]>()
  for (const [, name = '', action = ''] of of('action'))
    actions.set(name, [...(actions.get(name) ?? []), action])
  return { ...found, columns, actions: sheet === undefined ? null : actions }
}

/** The fields of columns by the titles that every workbook of ours gives them. */
export const usualTitles: ReadonlyMap<string, string> = new Map([
  ...Object.entries(outTitles).map(([key, title]): [string, string] => [title, key]),
  ...Object.values(bookKeys).map(({ key, title }): [string, string] => [title, key]),
])

/** Whether a sheet of a workbook that we made is no plan. */
export const isOwnSheet = (sheet: CarriedBookSheet): boolean =>
  isCarriedSheet(sheet) || sheet.name === LISTS_SHEET || sheet.name === ABOUT_SHEET

const isCarriedSheet = ({ name, rows }: CarriedBookSheet): boolean =>
  name === CARRIED_SHEET && rows[0]?.cells[0]?.text === CARRIED_WORDS

const jsonIn = (text: string | null): unknown => {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
