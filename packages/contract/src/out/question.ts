import { givenDay, givenInstant, givenLine, givenText } from '@beatbook/domain'
import * as z from 'zod'
import { actionFilter } from '../action/view.ts'

/** The formats in which plans go out, by the ending of their files, each with what it is. */
export const outFormatTitles = {
  xlsx: 'Excel workbook',
  ods: 'OpenDocument spreadsheet',
  csv: 'Comma-separated values',
  md: 'Markdown',
  html: 'Web page',
} as const
export type OutFormat = keyof typeof outFormatTitles
export const outFormatNames = Object.keys(outFormatTitles) as [OutFormat, ...OutFormat[]]

/** The most plans that go out together. */
export const MOST_OUT = 200

/**
 * What goes out, and how: the actions of some plans (their codes or ids; of every plan where none is named) that a
 * filter leaves, as at a day and as known at an instant. `perOwner` is a file for each owner of an action, in an archive.
 */
export const outQuestion = z.object({
  plans: z.array(givenText(200)).max(MOST_OUT).default([]),
  format: z.enum(outFormatNames),
  filter: actionFilter.omit({ plan: true }).prefault({}),
  asAt: givenDay.optional(),
  knownAt: givenInstant.optional(),
  perOwner: z.boolean().default(false),
  /** The name of the file without its ending; by default that of the plan. */
  name: givenLine(120).optional(),
})
export type OutQuestion = z.output<typeof outQuestion>

/** The format of a file by the ending of its name; `null` where no plan goes out so. */
export const outFormatOfName = (name: string): OutFormat | null => {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(outFormatTitles, ending) ? (ending as OutFormat) : null
}
