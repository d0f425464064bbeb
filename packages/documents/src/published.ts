import {
  type Draft,
  type DraftAction,
  type DraftPlan,
  type DraftTable,
  draftOwner,
  draftPlan,
  findingCodes,
  ignored,
  isoDate,
  levelCode,
  place,
  precisions,
  severities,
  stageCode,
  timescaleKinds,
} from '@beatbook/domain'
import * as z from 'zod'
import { measureOf } from './report/column-key.ts'

const figures = z.record(z.string(), z.number().nullable())

const publishedAction = z.object({
  ref: z.string(),
  text: z.string(),
  ownerSaid: z.string().nullable(),
  owners: z.array(draftOwner),
  timescale: z.object({
    said: z.string(),
    kind: z.enum(timescaleKinds),
    earliest: isoDate.nullable(),
    latest: isoDate.nullable(),
    precision: z.enum(precisions).nullable(),
    anchor: z.string().nullable(),
    every: z.string().nullable(),
  }),
  level: levelCode.nullable(),
  levelSaid: z.string().nullable(),
  stage: stageCode.nullable(),
  stageSaid: z.string().nullable(),
  progress: z.int().nullable(),
  stages: z.array(z.object({ on: isoDate.nullable(), stage: stageCode, said: z.string() })),
  updates: z.array(
    z.object({
      on: isoDate.nullable(),
      said: z.string().nullable(),
      text: z.string(),
      paragraphs: z.int(),
    }),
  ),
  details: z.array(z.object({ heading: z.string(), text: z.string() })),
})

/**
 * The schema of the data of `beatbook read FILE --json`: what a document says, in the words of a draft. Texts
 * are on one line each; what the document does not say is null, or an empty list.
 */
export const publishedReading = z.object({
  document: z.string(),
  plans: z.array(
    z.object({
      ...draftPlan.pick({ title: true, kind: true, dated: true, period: true, sponsor: true }).shape,
      documentDate: draftPlan.shape.documentDate.omit({ said: true }),
      sections: z.array(
        z.object({ ref: z.string().nullable(), title: z.string(), actions: z.array(publishedAction) }),
      ),
    }),
  ),
  tables: z.array(
    z.object({
      title: z.string(),
      measure: z.string().nullable(),
      labelHeading: z.string(),
      columns: z.array(z.object({ key: z.string(), heading: z.string(), unit: z.string() })),
      rows: z.array(z.object({ label: z.string(), values: figures })),
      totals: figures.nullable(),
      computedTotals: z.record(z.string(), z.number()),
      readingDate: z.string().nullable(),
      targetDate: isoDate.nullable(),
    }),
  ),
  areas: z.array(z.string()),
  findings: z.array(
    z.object({
      key: z.string(),
      code: z.enum(findingCodes),
      severity: z.enum(severities),
      ref: z.string().nullable(),
      row: z.string().nullable(),
      table: z.string().nullable(),
      plan: z.string().nullable(),
      on: isoDate.nullable(),
      field: z.string().nullable(),
      args: z.record(z.string(), z.union([z.string(), z.number()])),
      place: place.nullable(),
      choices: z.array(z.string()),
    }),
  ),
  ignored: z.array(ignored.omit({ from: true })),
})
export type PublishedReading = z.infer<typeof publishedReading>

/** A draft in its published shape. */
export function publishDraft(draft: Draft): PublishedReading {
  return {
    document: draft.source.name,
    plans: draft.plans.map(publishPlan),
    tables: draft.tables.map(publishTable),
    areas: draft.areas,
    findings: publishFindings(draft),
    ignored: draft.ignored.map(({ reason, text, count, place }) => ({ reason, text, count, place })),
  }
}

function publishPlan(plan: DraftPlan): PublishedReading['plans'][number] {
  const { title, kind, dated, period, sponsor, documentDate } = plan
  return {
    title: oneLine(title),
    kind,
    dated,
    period,
    sponsor,
    documentDate: { on: documentDate.on, because: documentDate.because },
    sections: plan.sections.map((s) => ({
      ref: s.ref,
      title: oneLine(s.title),
      actions: s.actions.map(publishAction),
    })),
  }
}

function publishAction(action: DraftAction): z.infer<typeof publishedAction> {
  const { said, kind, earliest, latest, precision, anchor, every } = action.timescale
  const { ref, owners, level, levelSaid, stage, stageSaid, progress } = action
  return {
    ref,
    text: oneLine(action.text),
    ownerSaid: action.ownerSaid === null || action.ownerSaid.trim() === '' ? null : oneLine(action.ownerSaid),
    owners,
    timescale: {
      said: oneLine(said),
      kind,
      earliest,
      latest,
      precision,
      anchor: anchor ?? null,
      every: every ?? null,
    },
    level,
    levelSaid,
    stage,
    stageSaid,
    progress,
    stages: action.stages.map(({ on, stage, said }) => ({ on, stage, said })),
    updates: action.updates.map(({ on, said, text }) => ({
      on,
      said,
      text: oneLine(text),
      paragraphs: text.split(/\n\s*\n/).length,
    })),
    details: action.details.map(({ heading, text }) => ({ heading, text: oneLine(text) })),
  }
}

function publishTable(table: DraftTable): PublishedReading['tables'][number] {
  const { labelHeading, columns, rows, totals, computedTotals, readingDate, targetDate } = table
  return {
    title: oneLine(table.title),
    measure: measureOf(table) ?? null,
    labelHeading,
    columns,
    rows: rows.map(({ label, values }) => ({ label, values })),
    totals: totals && Object.fromEntries(Object.entries(totals).filter(([, value]) => value !== null)),
    computedTotals,
    readingDate,
    targetDate,
  }
}

function publishFindings(draft: Draft): PublishedReading['findings'] {
  const actions = draft.plans.flatMap((p) => p.sections.flatMap((s) => s.actions))
  const refs = new Map(actions.map((a) => [a.key, a.ref]))
  const dates = new Map(actions.flatMap((a) => a.updates.map((u) => [u.key, u.on] as const)))
  return draft.findings.map((f) => ({
    key: f.key,
    code: f.code,
    severity: f.severity,
    ref: refs.get(f.action ?? '') ?? null,
    row: 'row' in f.args ? String(f.args.row) : null,
    table: draft.tables.find((t) => t.key === f.table)?.title ?? null,
    plan: draft.plans.length > 1 ? (draft.plans.find((p) => p.key === f.plan)?.title ?? null) : null,
    on: dates.get(f.update ?? '') ?? null,
    field: f.field ?? null,
    args: f.args,
    place: f.place,
    choices: f.choices.map((c) => c.code),
  }))
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
