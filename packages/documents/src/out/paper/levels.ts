import type { ActionRow, PlanView } from '@beatbook/contract'
import { levelMark, levelMarks, ruleMark } from '@beatbook/domain/english'
import type { PaperBar, PaperCell, PaperMark } from './paper.ts'

/** Which level of an action is counted: that by the rules where the plan has rules, else the declared one. */
export interface CountedLevels {
  /** To follow a count: "by the rules", "as declared". */
  readonly said: string
  /** Every level that a row can have, worst first, without a level last. */
  readonly marks: readonly PaperMark[]
  readonly of: (row: ActionRow) => PaperMark
}

const markOfCode = ({ code, shape, word }: { code: string; shape: string; word: string }): PaperMark => ({
  level: code,
  shape,
  word,
})

/** The levels that the papers of a plan count, for its rows at all the dates that the paper shows. */
export const countedLevels = (plan: PlanView, rows: readonly ActionRow[]): CountedLevels => {
  const rules = plan.ragRules !== null
  const of = (row: ActionRow): PaperMark =>
    markOfCode(rules ? ruleMark(row.computed) : levelMark(row.level, row.stage))
  const known: readonly PaperMark[] = rules
    ? [...plan.computed.levels.map((level) => markOfCode(ruleMark(level))), markOfCode(ruleMark(null))]
    : levelMarks.map(markOfCode)
  const more = rows.map(of).filter(({ level }) => !known.some((mark) => mark.level === level))
  const once = more.filter(({ level }, at) => more.findIndex((mark) => mark.level === level) === at)
  return { said: rules ? 'by the rules' : 'as declared', marks: [...once, ...known], of }
}

/** How many of these rows have each level, in the order of the marks. */
export const countsOf = (
  { marks, of }: CountedLevels,
  rows: readonly ActionRow[],
): readonly { readonly mark: PaperMark; readonly count: number }[] =>
  marks.map((mark) => ({ mark, count: rows.filter((row) => of(row).level === mark.level).length }))

/** The bar of some rows. */
export const barOf = (levels: CountedLevels, label: string, rows: readonly ActionRow[]): PaperBar => ({
  label,
  parts: countsOf(levels, rows),
})

/** The count of the longest of some bars, at least one. */
export const longestOf = (bars: readonly PaperBar[]): number =>
  bars.reduce((most, { parts }) => Math.max(most, totalOf(parts)), 1)

/** The count of a whole bar. */
export const totalOf = (parts: PaperBar['parts']): number => parts.reduce((sum, { count }) => sum + count, 0)

/** Bars in words: "20 November 2026: 1 Red, 3 Amber; 23 October 2026: 2 Red". */
export const barsWords = (bars: readonly PaperBar[]): string =>
  bars
    .map(({ label, parts }) => {
      const counted = parts.filter(({ count }) => count > 0)
      return `${label}: ${counted.length === 0 ? 'none' : counted.map(({ mark, count }) => `${count} ${mark.word}`).join(', ')}`
    })
    .join('; ')

/** The declared level of an action as a cell; empty where none is declared. */
export const declaredCell = ({ level }: Pick<ActionRow, 'level'>): PaperCell =>
  level === null ? '' : markOfCode(levelMark(level, null))

/** The level of an action by the rules as a cell; empty without a rating. */
export const ruleCell = ({ computed }: Pick<ActionRow, 'computed'>): PaperCell =>
  computed === null ? '' : markOfCode(ruleMark(computed))
