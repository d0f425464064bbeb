import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { original } from '../document/original.ts'
import { draftChange } from '../finding/finding.ts'
import { id } from '../id.ts'
import { chosenSeverity } from '../severity/severity.ts'
import { commandUndone } from '../stream/undone.ts'
import { workflowFacts } from '../workflow/schemas.ts'
import { planKind, updatePeriod } from './kind.ts'

export const period = z.object({ start: isoDate.nullable(), end: isoDate.nullable(), said: z.string() })

/**
 * A plan exists from this day. `code` is its short unique name in addresses; without `areaId` its area is the
 * force's own.
 */
export const planAdded = z.object({
  type: z.literal('plan-added'),
  v: z.literal(1),
  facts: z.object({
    code: z.string(),
    kind: planKind,
    ...workflowFacts,
    areaId: id.nullable().optional(),
    period: period.nullable(),
  }),
  words: z.object({ title: z.string(), sponsor: z.string().nullable(), dated: z.string().nullable() }),
})

/** Why a person did it; absent in events of documents. */
const reason = z.string().nullable().optional()

/** A section is added to the plan, after the sections before it in `order`. */
export const sectionAdded = z.object({
  type: z.literal('section-added'),
  v: z.literal(1),
  facts: z.object({ sectionId: id, ref: z.string().nullable(), order: z.int() }),
  words: z.object({ title: z.string(), reason }),
})

/** A section has this title from this day. */
export const sectionRenamed = z.object({
  type: z.literal('section-renamed'),
  v: z.literal(1),
  facts: z.object({ sectionId: id }),
  words: z.object({ title: z.string(), reason }),
})

/** A section without actions is removed. */
export const sectionRemoved = z.object({
  type: z.literal('section-removed'),
  v: z.literal(1),
  facts: z.object({ sectionId: id }),
  words: z.object({ reason }),
})

/** The plan's sections are in this order; one that is not named is behind them. */
export const sectionsOrdered = z.object({
  type: z.literal('sections-ordered'),
  v: z.literal(1),
  facts: z.object({ sectionIds: z.array(id) }),
  words: z.object({ reason }),
})

/**
 * The plan's own description changed, by a later document or a person. Absent fields are unchanged.
 */
export const planRevised = z.object({
  type: z.literal('plan-revised'),
  v: z.literal(1),
  facts: z.object({
    period: period.nullable().optional(),
    code: z.string().optional(),
    kind: planKind.optional(),
    updatePeriod: updatePeriod.nullable().optional(),
  }),
  words: z.object({
    title: z.string().optional(),
    description: z.string().nullable().optional(),
    sponsor: z.string().nullable().optional(),
    dated: z.string().nullable().optional(),
    reason,
  }),
})

/**
 * A document was accepted into the plan, with a person's decisions about its findings. `file` is the original
 * document; events from before files were stored have none.
 */
export const documentAccepted = z.object({
  type: z.literal('document-accepted'),
  v: z.literal(1),
  facts: z.object({
    documentId: id,
    planKey: z.string(),
    documentDate: isoDate,
    because: z.string(),
    decisions: z.array(
      z.object({ finding: z.string(), code: z.string(), choice: z.string(), does: draftChange }),
    ),
    actions: z.int(),
    file: original.optional(),
  }),
  words: z.object({ name: z.string() }),
})

/** The plan is archived: out of lists and counts, and not changed until it is restored. */
export const planArchived = z.object({
  type: z.literal('plan-archived'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ reason }),
})

/** The plan is no longer archived. */
export const planRestored = z.object({
  type: z.literal('plan-restored'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ reason }),
})

/** The plan's actions are rated by this version of these RAG rules from this day. */
export const ragRulesPinned = z.object({
  type: z.literal('rag-rules-pinned'),
  v: z.literal(1),
  facts: z.object({ code: z.string(), version: z.int() }),
  words: z.object({}),
})

/** From this day these checks have these severities for the plan, and all others their defaults. */
export const severitiesSet = z.object({
  type: z.literal('severities-set'),
  v: z.literal(1),
  facts: z.object({ severities: z.record(z.string(), chosenSeverity) }),
  words: z.object({}),
})

export const planEvent = z.discriminatedUnion('type', [
  planAdded,
  sectionAdded,
  sectionRenamed,
  sectionRemoved,
  sectionsOrdered,
  planRevised,
  planArchived,
  planRestored,
  documentAccepted,
  ragRulesPinned,
  severitiesSet,
  commandUndone,
])
export type PlanEvent = z.infer<typeof planEvent>
