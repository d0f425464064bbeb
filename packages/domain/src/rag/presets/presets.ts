import type { RagRules } from '../rules.ts'
import { bragComplete, bragEmbedded } from './brag.ts'
import { computedRatio } from './computed-ratio.ts'
import { councilTwoAxis } from './council-two-axis.ts'
import { fivePointConfidence, threePointConfidence } from './delivery-confidence.ts'
import { departmentalUpdate } from './departmental-update.ts'
import { forceDefault } from './force-default.ts'
import { forceTracker } from './force-tracker.ts'
import { inspectionLog } from './inspection-log.ts'

/** All RAG rules that ship, the default first. Each has its source in its description. */
export const ragPresets: readonly RagRules[] = [
  forceDefault,
  inspectionLog,
  threePointConfidence,
  fivePointConfidence,
  councilTwoAxis,
  forceTracker,
  departmentalUpdate,
  computedRatio,
  bragComplete,
  bragEmbedded,
]
