import { compileRagRules, type Facts, forceDefault1, type RagRules } from '@beatbook/domain/rag'
import { Engine, type RuleProperties } from 'json-rules-engine'

/**
 * Five rules and a default, written three times: as rules of the product, for json-rules-engine, and by hand.
 */
export const fiveRules: RagRules = {
  ...forceDefault1,
  code: 'five-rules',
  rules: ['complete', 'late', 'start-late', 'unowned', 'silent'].map(
    (id) => forceDefault1.rules.find((rule) => rule.id === id) as RagRules['rules'][number],
  ),
}

/** The rules as the product compiles them. */
export const compiledRules = compileRagRules(fiveRules)

/** The rules in json-rules-engine: the first match stops it. Returns the level for facts. */
export const engineLevel = (): ((facts: Facts) => Promise<string>) => {
  const engine = new Engine(engineRules, { allowUndefinedFacts: true })
  engine.on('success', () => engine.stop())
  return async (facts) => (await engine.run(facts)).events[0]?.type ?? fiveRules.otherwise
}

/** The rules as a chain of ifs. */
export const chainLevel = ({
  stage,
  daysPastDeadline,
  daysSinceStartDue,
  ownerKnown,
  daysSinceUpdate,
}: Facts): string => {
  if (stage === 'complete') return 'complete'
  if (typeof daysPastDeadline === 'number' && daysPastDeadline > 0) return 'red'
  if (
    typeof daysSinceStartDue === 'number' &&
    daysSinceStartDue > 0 &&
    stage !== 'in-progress' &&
    stage !== 'being-progressed'
  )
    return 'amber'
  if (ownerKnown === false) return 'amber'
  if (typeof daysSinceUpdate === 'number' && daysSinceUpdate > 42) return 'amber'
  return 'green'
}

const is = (fact: string, operator: string, value: unknown) => ({ fact, operator, value })
const begun = { any: [is('stage', 'equal', 'in-progress'), is('stage', 'equal', 'being-progressed')] }

const engineRules: RuleProperties[] = [
  { conditions: { all: [is('stage', 'equal', 'complete')] }, event: { type: 'complete' }, priority: 5 },
  { conditions: { all: [is('daysPastDeadline', 'greaterThan', 0)] }, event: { type: 'red' }, priority: 4 },
  {
    conditions: { all: [is('daysSinceStartDue', 'greaterThan', 0), { not: begun }] },
    event: { type: 'amber' },
    priority: 3,
  },
  { conditions: { all: [is('ownerKnown', 'equal', false)] }, event: { type: 'amber' }, priority: 2 },
  { conditions: { all: [is('daysSinceUpdate', 'greaterThan', 42)] }, event: { type: 'amber' }, priority: 1 },
]
