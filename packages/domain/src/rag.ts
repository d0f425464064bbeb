// The subpath for programs that only rate actions: its bundle includes neither zod nor a date library.
export { type CompiledRagRules, compileRagRules } from './rag/compile.ts'
export {
  type ConditionResult,
  type Evaluation,
  evaluate,
  type TestResult,
  testResults,
} from './rag/evaluate.ts'
export {
  type FactDefinition,
  type FactName,
  type Facts,
  factNames,
  factOf,
  factRegistry,
  type Value,
} from './rag/fact.ts'
export { type FactSegment, type FactTimelines, factsOn } from './rag/fact-timeline.ts'
export { forceDefault, forceDefault1 } from './rag/presets/force-default.ts'
export { inspectionLog } from './rag/presets/inspection-log.ts'
export { newestPreset, ragPresets } from './rag/presets/presets.ts'
export {
  type Condition,
  type Operator,
  type RagLevel,
  type RagRule,
  type RagRules,
  type RagTest,
  ragOperators,
  testsOfRagRules,
} from './rag/rules.ts'
export {
  intervalOn,
  type Override,
  type Pin,
  type RagInterval,
  ragTimeline,
  turnsBetween,
} from './rag/timeline.ts'
export { type RagChange, type WantedValue, whatWouldTurn } from './rag/what-would-turn.ts'
export { type DatedState, type ExternalFacts, factsOf, factsOfStates, statesOf } from './rating/facts-of.ts'
