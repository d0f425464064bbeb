import type {
  actionHistory,
  actionsById,
  actionsOfPlan,
  addressesTaken,
  inPlan,
  inSection,
  nextPlace,
  ownedByParty,
  placeOf,
  planOfAction,
  ragRulesOfAction,
  reachedFrom,
  roomInPlan,
  slugsTaken,
  updateOfAnother,
} from '../action/needs.ts'
import type { allStates, eventsOfStream, Need, Needed } from '../aggregate/need.ts'
import type { rootArea, settings } from '../area/needs.ts'
import type { uploadedFiles } from '../attachment/needs.ts'
import type { mentionsMissing, subjectThere } from '../conversation/needs.ts'
import type {
  accountThere,
  heldByParty,
  holderHistory,
  partiesAbove,
  partiesGiven,
  successorsOf,
} from '../party/needs.ts'
import type { planCodes, planState, ragRulesOfPlan, ragRulesVersion, sectionUse } from '../plan/needs.ts'
import type { newestVersion, ragRulesIdTaken } from '../rag-rules/needs.ts'
import type { behind, recordId } from '../record/needs.ts'
import type { undoneCommand } from '../undo/needs.ts'

/** Everything a decision can need from the record. */
export type AnyNeed = ReturnType<
  | typeof eventsOfStream
  | typeof allStates
  | typeof planState
  | typeof ragRulesVersion
  | typeof actionHistory
  | typeof actionsById
  | typeof actionsOfPlan
  | typeof addressesTaken
  | typeof ragRulesOfPlan
  | typeof ragRulesOfAction
  | typeof reachedFrom
  | typeof roomInPlan
  | typeof updateOfAnother
  | typeof slugsTaken
  | typeof nextPlace
  | typeof ownedByParty
  | typeof inPlan
  | typeof inSection
  | typeof placeOf
  | typeof planOfAction
  | typeof partiesAbove
  | typeof partiesGiven
  | typeof accountThere
  | typeof heldByParty
  | typeof holderHistory
  | typeof successorsOf
  | typeof planCodes
  | typeof sectionUse
  | typeof newestVersion
  | typeof ragRulesIdTaken
  | typeof recordId
  | typeof behind
  | typeof rootArea
  | typeof settings
  | typeof subjectThere
  | typeof mentionsMissing
  | typeof undoneCommand
  | typeof uploadedFiles
>

/**
 * A function for each need that loads it, from `From` (for example a transaction) and the need's arguments.
 */
export type Loaders<From> = {
  readonly [N in AnyNeed as N['need']]: (from: From, args: N['args']) => Promise<Needed<N>>
}

/** Loads what a command needs, one after the other, by the argument names of its decision. */
export const loadNeeds = async <From>(
  loaders: Loaders<From>,
  from: From,
  needs: Readonly<Record<string, Need<string, readonly unknown[]>>>,
): Promise<Readonly<Record<string, unknown>>> => {
  const loaded: Record<string, unknown> = {}
  for (const [name, { need, args }] of Object.entries(needs)) {
    const load = (loaders as unknown as Readonly<Record<string, Load<From>>>)[need]
    if (load === undefined) throw new Error(`nothing loads “${need}”`)
    loaded[name] = await load(from, args)
  }
  return loaded
}

type Load<From> = (from: From, args: readonly unknown[]) => Promise<unknown>
