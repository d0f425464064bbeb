import { decided, defineAggregate } from '../aggregate/aggregate.ts'
import { acceptDraft, pinRagRules, setSeverities } from './commands.ts'
import { decidePinRagRules, decideSetSeverities } from './decide.ts'
import { planEvent } from './events.ts'
import { planState, ragRulesVersion } from './needs.ts'
import { evolvePlan } from './plan.ts'

/** A plan as data. The store accepts a draft, since it deletes the draft too. */
export const planAggregate = defineAggregate({
  kind: 'plan',
  home: 'plan',
  event: planEvent,
  evolve: evolvePlan,
  view: null,
  commands: {
    'accept-draft': { definition: acceptDraft },
    'pin-rag-rules': decided(pinRagRules, {
      needs: ({ planId, code, version }) => ({
        plan: planState(planId),
        ragRules: ragRulesVersion(code, version),
      }),
      decide: ({ plan, ragRules }, input, context) => decidePinRagRules(plan, input, ragRules, context),
    }),
    'set-severities': decided(setSeverities, {
      needs: ({ planId }) => ({ plan: planState(planId) }),
      decide: ({ plan }, input, context) => decideSetSeverities(plan, input, context),
    }),
  },
})
