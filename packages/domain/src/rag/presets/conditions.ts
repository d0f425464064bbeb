import type { Condition, Rule, Test } from '../scheme.ts'

export const complete: Test = { fact: 'stage', is: 'equal', than: 'complete' }
export const late: Test = { fact: 'daysPastDeadline', is: 'more', than: 0 }
export const begun: Condition = { any: [stageIs('in-progress'), stageIs('being-progressed')] }
export const notBegun: Condition = { any: [stageIs('not-started'), stageIs('awaiting-review')] }

/** The rule that gives a level to those a person declared to be at it. */
export const asDeclared = (level: string): Rule => ({
  id: `declared-${level}`,
  level,
  when: { fact: 'declaredLevel', is: 'equal', than: level },
})

function stageIs(stage: string): Test {
  return { fact: 'stage', is: 'equal', than: stage }
}
