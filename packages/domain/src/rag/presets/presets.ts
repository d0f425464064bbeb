import type { RagRules } from '../rules.ts'
import { bragComplete, bragEmbedded } from './brag.ts'
import { computedRatio } from './computed-ratio.ts'
import { councilTwoAxis } from './council-two-axis.ts'
import { fivePointConfidence, threePointConfidence } from './delivery-confidence.ts'
import { departmentalUpdate } from './departmental-update.ts'
import { forceDefault, forceDefault1 } from './force-default.ts'
import { forceTracker } from './force-tracker.ts'
import { inspectionLog } from './inspection-log.ts'

/**
 * All RAG rules that ship, every version of each, the oldest first; the default rules are the first. Each has
 * its source in its description.
 */
export const ragPresets: readonly RagRules[] = [
  forceDefault1,
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

/** The newest version of shipped rules; `null` where no rules of this code ship. */
export const newestPreset = (code: string): RagRules | null =>
  ragPresets.reduce<RagRules | null>(
    (newest, each) => (each.code === code && each.version > (newest?.version ?? 0) ? each : newest),
    null,
  )
