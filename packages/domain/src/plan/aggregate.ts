import { decided, defineAggregate } from '../aggregate/aggregate.ts'
import { eventsOfStream } from '../aggregate/need.ts'
import { decideArchivePlan, decideRestorePlan } from './archive.ts'
import {
  acceptDraft,
  addPlan,
  addSection,
  archivePlan,
  editPlan,
  moveSection,
  pinRagRules,
  removeSection,
  renameSection,
  restorePlan,
  setSeverities,
} from './commands.ts'
import { decidePinRagRules, decideSetSeverities } from './decide.ts'
import {
  decideAddPlan,
  decideAddSection,
  decideEditPlan,
  decideRemoveSection,
  decideRenameSection,
} from './edit.ts'
import { type PlanEvent, planEvent } from './events.ts'
import { planCodes, planState, ragRulesVersion, sectionUse } from './needs.ts'
import { decideMoveSection } from './order.ts'
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
    'add-plan': decided(addPlan, {
      needs: ({ planId }) => ({ history: eventsOfStream<PlanEvent>('plan', planId), codes: planCodes() }),
      decide: ({ history, codes }, input, context) => decideAddPlan(history, input, codes, context),
    }),
    'edit-plan': decided(editPlan, {
      needs: ({ planId }) => ({ history: eventsOfStream<PlanEvent>('plan', planId), codes: planCodes() }),
      decide: ({ history, codes }, input, context) => decideEditPlan(history, input, codes, context),
    }),
    'archive-plan': decided(archivePlan, {
      needs: ({ planId }) => ({ history: eventsOfStream<PlanEvent>('plan', planId) }),
      decide: ({ history }, input, context) => decideArchivePlan(history, input, context),
    }),
    'restore-plan': decided(restorePlan, {
      needs: ({ planId }) => ({ history: eventsOfStream<PlanEvent>('plan', planId) }),
      decide: ({ history }, input, context) => decideRestorePlan(history, input, context),
    }),
    'add-section': decided(addSection, {
      needs: ({ planId }) => ({ history: eventsOfStream<PlanEvent>('plan', planId) }),
      decide: ({ history }, input, context) => decideAddSection(history, input, context),
    }),
    'rename-section': decided(renameSection, {
      needs: ({ planId }) => ({ history: eventsOfStream<PlanEvent>('plan', planId) }),
      decide: ({ history }, input, context) => decideRenameSection(history, input, context),
    }),
    'move-section': decided(moveSection, {
      needs: ({ planId }) => ({ history: eventsOfStream<PlanEvent>('plan', planId) }),
      decide: ({ history }, input, context) => decideMoveSection(history, input, context),
    }),
    'remove-section': decided(removeSection, {
      needs: ({ planId, sectionId, on }) => ({
        history: eventsOfStream<PlanEvent>('plan', planId),
        use: sectionUse(planId, sectionId, on),
      }),
      decide: ({ history, use }, input, context) => decideRemoveSection(history, input, use, context),
    }),
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
