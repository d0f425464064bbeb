import * as z from 'zod'
import type { ActionState } from '../action/action.ts'
import { saidIn } from '../action/fields.ts'
import { currentShape, saidShape } from '../action/schemas.ts'
import { attachment } from '../attachment/attachment.ts'
import { type IsoDate, isoDate } from '../calendar/date.ts'
import { columnValues } from '../column/column.ts'
import { type Id, id } from '../id.ts'
import { duties } from '../party/party.ts'
import { period } from '../plan/events.ts'
import { planKind } from '../plan/kind.ts'
import type { PlanState } from '../plan/plan.ts'
import { timescale } from '../timescale/timescale.ts'

/**
 * An update on a date: its day, its words, and the fields it set (`null` cleared one). An update of a draft
 * has the draft's key as its id.
 */
export const updateAt = z.object({
  id: z.string(),
  on: isoDate,
  dated: z.boolean(),
  text: z.string().nullable(),
  ...saidShape,
})
export type UpdateAt = z.infer<typeof updateAt>

/**
 * An action on a date, withdrawn or not, with all its updates. `computed` is a level of the plan's RAG rules,
 * `null` where it is not known.
 */
export const actionAt = z.object({
  id: z.string(),
  ref: z.string(),
  section: z.string(),
  text: z.string(),
  ownerSaid: z.string().nullable(),
  owners: z.array(z.object({ name: z.string(), duty: z.enum(duties) })),
  ...currentShape,
  originalTimescale: timescale,
  redated: z.int(),
  computed: z.string().nullable(),
  withdrawn: z.boolean(),
  /** How success is recognised; absent where it is not stated. */
  success: z.string().optional(),
  /** Absent where there were none. */
  tags: z.array(z.string()).optional(),
  details: z.array(z.object({ heading: z.string(), text: z.string() })),
  /** The values in the force's own columns; absent where there were none. */
  columns: columnValues.optional(),
  /** The files and web links of the action and its updates; absent where there were none. */
  attachments: z.array(attachment.pick({ id: true, title: true, evidence: true })).optional(),
  updates: z.array(updateAt),
})
export type ActionAt = z.infer<typeof actionAt>

/** A plan at the end of the day `on`, its sections and actions in the plan's order. */
export const planAt = z.object({
  on: isoDate,
  about: z.object({
    id,
    code: z.string(),
    title: z.string(),
    kind: planKind,
    sponsor: z.string().nullable(),
    dated: z.string().nullable(),
    period: period.nullable(),
  }),
  sections: z.array(z.object({ id: z.string(), ref: z.string().nullable(), title: z.string() })),
  actions: z.array(actionAt),
})
export type PlanAt = z.infer<typeof planAt>

/**
 * A plan of the record on the day `on`, from its state and its actions' states on that day, including
 * withdrawn ones. `names` returns a party's name, `computed` an action's level by the rules where it is
 * known.
 */
export const planAtOf = (
  plan: PlanState,
  actions: readonly ActionState[],
  {
    on,
    names,
    computed,
  }: { on: IsoDate; names: (party: Id) => string; computed?: (action: Id) => string | null },
): PlanAt => {
  const { id, code, title, kind, sponsor, dated, period } = plan
  return {
    on,
    about: { id, code, title, kind, sponsor, dated, period },
    sections: plan.sections.map(({ id, ref, title }) => ({ id, ref, title })),
    actions: actions
      .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
      .map((action) => actionAtOf(action, names, computed?.(action.id) ?? null)),
  }
}

/** An action of the record from its state. `computed` is its level by the rules, where it is known. */
export const actionAtOf = (
  action: ActionState,
  names: (party: Id) => string,
  computed: string | null,
): ActionAt => {
  const {
    id,
    ref,
    sectionId,
    text,
    ownerSaid,
    owners,
    originalTimescale,
    redated,
    withdrawn,
    success,
    tags,
    details,
    updates,
  } = action
  return {
    id,
    ref,
    section: sectionId,
    text,
    ownerSaid,
    owners: owners.map(({ partyId, duty }) => ({ name: names(partyId), duty })),
    ...saidIn(action),
    originalTimescale,
    redated,
    computed,
    withdrawn,
    ...(success === null ? {} : { success }),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    details: details.map(({ heading, text }) => ({ heading, text })),
    ...(Object.keys(action.columns).length === 0 ? {} : { columns: { ...action.columns } }),
    ...(action.attachments.length === 0
      ? {}
      : { attachments: action.attachments.map(({ id, title, evidence }) => ({ id, title, evidence })) }),
    updates: updates.map((update) => {
      const { id, on, dated, text } = update
      return { id, on, dated, text, ...saidIn(update) }
    }),
  }
}
