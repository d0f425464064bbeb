export { type CalendarOut, calendarOf } from './out/calendar.ts'
export type { OutPlan } from './out/document.ts'
export { factsCsv } from './out/facts-csv.ts'
export { isListFormat, outTypes, writePlans } from './out/format.ts'
export { type PlanOut, planOut } from './out/plan.ts'
export {
  type FactRow,
  type FactSource,
  factsOf,
  namesOfFacts,
} from './out/tables.ts'
export { type PublishedReading, publishDraft, publishedReading } from './published.ts'
export { readDocument, readSource } from './read.ts'
export { type Mark, markWorkbook } from './returned/mark.ts'
export { readReturned } from './returned/read.ts'
export { writtenRows } from './returned/written.ts'
export type { ReadOptions } from './shape.ts'
export { limits } from './source/limits.ts'
export { openDocument } from './source/open.ts'
export type * from './source/source.ts'
export { textSource } from './source/text.ts'
