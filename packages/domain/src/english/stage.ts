import { everyStage } from '../workflow/workflow.ts'
import { codeAsWords } from './code.ts'

/** A stage in words; `null` is *not stated*, which is never the same as not started. */
export const stageWords = (stage: string | null): string =>
  stage === null || stage === 'none' ? 'Not stated' : (wordsOf.get(stage) ?? codeAsWords(stage))

/** The words of stages: those of the workflows, except where sentences have another and a shipped version cannot change. */
const wordsOf: ReadonlyMap<string, string> = new Map([
  ...everyStage.map(({ code, word }) => [code, word] as const),
  ['not-started', 'Not started yet'],
])
