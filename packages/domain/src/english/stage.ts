import { everyStage } from '../workflow/workflow.ts'
import { codeAsWords } from './code.ts'

/** A stage in words; `null` is *not stated*, which is never the same as not started. */
export const stageWords = (stage: string | null): string =>
  stage === null || stage === 'none'
    ? 'Not stated'
    : (everyStage.find(({ code }) => code === stage)?.word ?? codeAsWords(stage))
