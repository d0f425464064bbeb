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
  docx: 'Word document',
  pdf: 'PDF document',
} as const
export type OutFormat = keyof typeof outFormatTitles
export const outFormatNames = Object.keys(outFormatTitles) as [OutFormat, ...OutFormat[]]

/** The formats that are set as pages: a plan as its table, an action, or a board paper. */
export const paperFormats: readonly OutFormat[] = ['docx', 'pdf']

/** What people say themselves about a board paper, and the earlier day that it compares with. */
export const paperQuestion = z.object({
  title: givenLine(300).min(1).optional(),
  agenda: givenLine(40).optional(),
  board: givenLine(200).optional(),
  /** The day of the meeting. */
  date: givenDay.optional(),
  presenter: givenLine(200).optional(),
  purpose: givenText(4_000).optional(),
  recommendations: z.array(givenText(2_000).min(1)).max(20).default([]),
  author: givenLine(200).optional(),
  /** The marking of this paper alone; by default that of the force. */
  marking: givenLine(120).optional(),
  compareWith: givenDay.optional(),
})
export type PaperQuestion = z.output<typeof paperQuestion>

/** The most plans that go out together. */
export const MOST_OUT = 200

/**
 * What goes out, and how: the actions of some plans (their codes or ids; of every plan where none is named) that a
 * filter leaves, as at a day and as known at an instant. `perOwner` is a file for each owner of an action, in an archive.
 * With `paper` it is a board paper of one plan, and with `action` (an address) one action with its history; both are set
 * as pages.
 */
export const outQuestion = z.object({
  plans: z.array(givenText(200)).max(MOST_OUT).default([]),
  format: z.enum(outFormatNames),
  filter: actionFilter.omit({ plan: true }).prefault({}),
  asAt: givenDay.optional(),
  knownAt: givenInstant.optional(),
  perOwner: z.boolean().default(false),
  paper: paperQuestion.optional(),
  action: givenText(300).optional(),
  /** The name of the file without its ending; by default that of the plan. */
  name: givenLine(120).optional(),
})
export type OutQuestion = z.output<typeof outQuestion>

/** The format of a file by the ending of its name; `null` where no plan goes out so. */
export const outFormatOfName = (name: string): OutFormat | null => {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(outFormatTitles, ending) ? (ending as OutFormat) : null
}
