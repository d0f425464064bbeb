import type { Condition, RagRule, RagTest } from '../rules.ts'

export const complete: RagTest = { fact: 'stage', is: 'equal', than: 'complete' }
export const late: RagTest = { fact: 'daysPastDeadline', is: 'more', than: 0 }
export const begun: Condition = { any: [stageIs('in-progress'), stageIs('being-progressed')] }
export const notBegun: Condition = { any: [stageIs('not-started'), stageIs('awaiting-review')] }

/** The rule that gives a level to actions with that declared level. */
export const asDeclared = (level: string): RagRule => ({
  id: `declared-${level}`,
  level,
  when: { fact: 'declaredLevel', is: 'equal', than: level },
})

function stageIs(stage: string): RagTest {
  return { fact: 'stage', is: 'equal', than: stage }
}
