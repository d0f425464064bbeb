import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { defineCommand } from '../command/definition.ts'
import { type Id, id } from '../id.ts'
import type { PartyAdded } from '../party/events.ts'
import { nextSectionOrder } from '../plan/edit.ts'
import type { PlanEvent } from '../plan/events.ts'
import { planThen } from '../plan/one-event.ts'
import type { PlanState } from '../plan/plan.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { givenLine, givenText, MOST_WORDS } from '../words/control.ts'
import { foldWords } from '../words/fold.ts'
import { decideAddRead } from './add.ts'
import {
  type Asked,
  type ChangeKnown,
  judgeChangeActions,
  judgeRow,
  partiesWith,
  saysSomething,
} from './change.ts'
import { changedRow, changeShape, givenRef } from './change-shape.ts'
import { MOST_CHANGED } from './commands.ts'
import type { ActionEvent } from './events.ts'
import type { NextPlace } from './needs.ts'
import type { ActionSince } from './since.ts'
import { takeSlug } from './slug.ts'

const words = givenText(MOST_WORDS)

/** A row of the workbook that is a new action. */
const addedRow = z.object({
  actionId: id,
  text: words.min(1).describe('What is promised.'),
  ref: givenRef.optional().describe('Its ref in the plan. Leave it empty for the next number.'),
  sectionId: id.optional().describe('The section it belongs to. Leave it empty for the last.'),
  on: givenDay.optional().describe('The day of its update, where it has one.'),
  ...z.object(changeShape).pick({
    owners: true,
    success: true,
    tags: true,
    columns: true,
    update: true,
    stage: true,
    level: true,
    progress: true,
    priority: true,
  }).shape,
  timescale: givenText(500).min(1).optional().describe('When, for example by June 2027 or ongoing.'),
})

/**
 * Applies a workbook that came back to its plan: rows that change actions, and rows that are new ones. `file` is the
 * name of the workbook; it stands as the reason where none is given. `on` of a row is the day of its update. New
 * sections are named first, each with the id that rows refer to. All or nothing: where a row cannot be applied,
 * `rows-refused` names each.
 */
export const bringWorkbook = defineCommand({
  name: 'bring-workbook',
  input: z
    .object({
      commandId: id,
      planId: id,
      file: givenLine(255).min(1).describe('The name of the workbook.'),
      sections: z
        .array(z.object({ sectionId: id, title: givenLine(300).min(1) }))
        .max(50)
        .default([])
        .describe('Sections that the plan does not have yet.'),
      rows: z
        .array(changedRow.extend({ on: givenDay.optional() }))
        .max(MOST_CHANGED)
        .default([])
        .describe('The actions that change, each with its changes and the versions that were seen.'),
      added: z.array(addedRow).max(MOST_CHANGED).default([]).describe('New actions.'),
      reason: words.optional().describe('Why it changes. Leave it empty for the name of the workbook.'),
    })
    .refine(
      ({ rows, added }) => {
        const ids = [...rows, ...added].map(({ actionId }) => actionId)
        return ids.length > 0 && ids.length <= MOST_CHANGED && new Set(ids).size === ids.length
      },
      { error: 'distinct' },
    ),
  capability: 'edit',
  cli: 'bring FILE',
  on: 'anywhere',
  byRow: true,
})

/** What bringing a workbook back needs from the record. */
export interface BringKnown extends ChangeKnown {
  /** The actions with the ids of the new ones, of which there should be none. */
  readonly taken: ReadonlyMap<Id, ActionSince>
  readonly next: NextPlace
}

type Input = z.output<typeof bringWorkbook.input>
type AnyEvent = ActionEvent | PartyAdded | PlanEvent

/** The changes and the new actions with their sections and parties. */
export type BringDecision = Result<Pending<AnyEvent>[], Refusal>

/**
 * Decides to apply a workbook. Changes are judged as `decideChangeActions` does, new actions as `decideAddAction`
 * without reading their words. Refused with `not-found` (the plan), `nothing-said`, `section-taken`, `rows-refused`.
 */
export const decideBringWorkbook = (
  input: Input,
  known: BringKnown,
  context: DecideContext,
): BringDecision => {
  const { commandId, planId, file, rows, added } = input
  const found = planThen(known.plan, planId, context.today, context)
  if (!found.ok) return found
  const reason = input.reason || `From the workbook “${file}”`
  const asked = { commandId, planId, rows, reason }
  if (!rows.every((row) => saysSomething({ ...asked, ...row }))) return err(refuse('nothing-said'))

  const sections = newSections(input, reason, found.value.now, context)
  if (!sections.ok) return sections
  const plan = [...known.plan, ...sections.value.map((event) => ({ ...event, ...unrecorded }))]
  const judged = judgeChangeActions(asked, { ...known, plan }, context)
  const refused = judged.flatMap(({ actionId, before, refusal }) =>
    refusal === null ? [] : [{ id: actionId, ref: before?.ref ?? null, because: { ...refusal } }],
  )
  const changes = judged.flatMap(({ events }) => events)

  let parties = partiesWith(known.parties, changes)
  const slugs = new Set([
    ...[...known.addresses].flatMap(([slug, ids]) => (ids.length > 0 ? [slug] : [])),
    ...judged.flatMap(({ after }) => after?.slug ?? []),
  ])
  const free = known.next.refs.filter((ref) => !slugs.has(takeSlug(ref, new Set())))
  const begun: Pending<AnyEvent>[] = []
  for (const [at, row] of added.entries()) {
    const next = { refs: free.slice(at), order: known.next.order + at }
    const made = addRow(row, { asked, known: { ...known, plan, parties }, slugs, next }, context)
    if (!made.ok) {
      refused.push({ id: row.actionId, ref: row.ref ?? null, because: { ...made.error } })
      continue
    }
    parties = partiesWith(parties, made.value)
    for (const event of made.value) {
      begun.push(event)
      if (event.type === 'action-added') slugs.add(event.facts.slug)
    }
  }
  if (refused.length > 0)
    return err(refuse('rows-refused', { rows: refused, of: rows.length + added.length }))
  return ok([...sections.value, ...changes, ...begun])
}

/** The sections that the plan gets. Refused with `section-taken` where it has one of the title. */
const newSections = (
  { planId, sections }: Input,
  reason: string,
  now: PlanState,
  context: DecideContext,
): Result<Pending<PlanEvent>[], Refusal> => {
  const titles = new Set(now.sections.map(({ title }) => foldWords(title)))
  const order = nextSectionOrder(now)
  const events: Pending<PlanEvent>[] = []
  for (const [at, { sectionId, title }] of sections.entries()) {
    if (titles.has(foldWords(title))) return err(refuse('section-taken', { title }))
    titles.add(foldWords(title))
    events.push({
      type: 'section-added',
      v: 1,
      id: context.newId(),
      stream: { kind: 'plan', id: planId },
      effectiveOn: context.today,
      facts: { sectionId, ref: null, order: order + at },
      words: { title, reason },
    })
  }
  return ok(events)
}

interface AddingKnown {
  readonly asked: Omit<Asked, 'actionId' | 'seen' | 'columnsSeen'>
  readonly known: BringKnown
  readonly slugs: ReadonlySet<string>
  readonly next: NextPlace
}

/** The events of a row that is a new action: it, and what its other columns state. */
const addRow = (
  row: Input['added'][number],
  { asked, known, slugs, next }: AddingKnown,
  context: DecideContext,
): Result<Pending<AnyEvent>[], Refusal> => {
  const { actionId, text, ref, sectionId, owners = [], timescale = null, success, tags, on, ...stated } = row
  const given = {
    ...{ actionId, planId: asked.planId, text, timescale, owners },
    ...(ref === undefined ? {} : { ref }),
    ...(sectionId === undefined ? {} : { sectionId }),
    ...(success == null ? {} : { success }),
    ...(tags === undefined ? {} : { tags }),
    // It is there from the day of its update on.
    ...(on === undefined ? {} : { on }),
  }
  const { plan, parties, taken } = known
  const history = taken.get(actionId)?.events ?? []
  const added = decideAddRead(given, { history, plan, parties, slugs, next }, context)
  if (!added.ok) return added
  const change: Asked = {
    ...{ commandId: asked.commandId, planId: asked.planId, actionId, reason: asked.reason },
    ...{ ...stated, on, seen: {}, columnsSeen: {} },
  }
  if (!saysSomething(change)) return added
  const events = added.value.flatMap((event) =>
    event.type === 'action-added' ? [{ ...event, ...unrecorded }] : [],
  )
  const past: ActionSince = { since: null, state: null, events }
  const judged = judgeRow(change, { ...known, actions: new Map([[actionId, past]]) }, context)
  return judged.refusal === null ? ok([...added.value, ...judged.events]) : err(judged.refusal)
}

/** What an event has that is not recorded yet: it is after all that is, and before what is decided on it. */
const unrecorded = { position: Number.MAX_SAFE_INTEGER - 1, recordedAt: '', actor: '', commandId: '' }

export type BringWorkbook = z.input<typeof bringWorkbook.input>
