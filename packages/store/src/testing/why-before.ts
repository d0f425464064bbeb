import type { ReadAt } from '@beatbook/domain'
import type { Store } from '../open.ts'

/** Facts that were added later than the records of earlier releases. */
const laterFacts: readonly string[] = ['daysSinceNews', 'declaredSince', 'timesSlipped', 'daysSinceSlip']

/**
 * Why an action has its level, without what the answer has had since the first version of the default rules: new
 * facts, the days of the words, when work was completed and who set an override. What would turn complete work
 * is only answered now where a level is asked for, so the level that was meant is.
 */
export const whyBefore = async (store: Store, address: string, at: ReadAt): Promise<unknown> => {
  const now = await store.rating.why(address, at)
  if (!now.ok) return now
  const { completed, ragRules } = now.value
  const level = ['green', 'complete'].find((code) => ragRules?.levels.some((each) => each.code === code))
  const asked =
    completed === null || level === undefined ? now : await store.rating.why(address, { ...at, level })
  if (!asked.ok) return asked
  const { completed: _, declared, override, facts, ...why } = asked.value
  return {
    ...asked,
    value: {
      ...why,
      facts: Object.fromEntries(Object.entries(facts).filter(([fact]) => !laterFacts.includes(fact))),
      declared:
        declared === null
          ? null
          : {
              level: declared.level,
              since: declared.since,
              text: declared.text,
              reason: declared.reason,
            },
      override:
        override === null
          ? null
          : {
              level: override.level,
              from: override.from,
              until: override.until,
              reason: override.reason,
            },
    },
  }
}
