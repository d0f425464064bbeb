import {
  type Draft,
  type DraftAction,
  type DraftPlan,
  type DraftTable,
  findingCodes,
  isoDate,
  place,
  planKind,
  precisions,
  severities,
  stageCode,
  timescaleKinds,
} from '@beatbook/domain'
import * as z from 'zod'
import { measureOf } from './report/column-key.ts'
import { roadMapTitle } from './strategy/road-map.ts'

const figures = z.record(z.string(), z.number().nullable())

const publishedAction = z.object({
  ref: z.string(),
  text: z.string(),
  owner: z.string().nullable(),
  owners: z.array(z.string()),
  timescale: z.object({
    raw: z.string(),
    kind: z.enum(timescaleKinds),
    earliest: isoDate.nullable(),
    latest: isoDate.nullable(),
    precision: z.enum(precisions).nullable(),
    anchor: z.string().optional(),
    every: z.string().optional(),
  }),
  rag: z.string().nullable(),
  rawRag: z.string().optional(),
  status: stageCode.nullable(),
  rawStatus: z.string().optional(),
  progress: z.int().optional(),
  statusHistory: z.array(z.object({ on: isoDate.nullable(), status: stageCode })).optional(),
  updates: z.array(
    z.object({
      on: isoDate.nullable(),
      text: z.string(),
      paragraphs: z.int(),
      rawDate: z.string().optional(),
    }),
  ),
  details: z.array(z.object({ heading: z.string(), text: z.string() })).optional(),
})

/**
 * The schema of `beatbook read FILE --json`: one object per document. Its names are older than the terms of
 * the product and used nowhere else.
 */
export const publishedReading = z.object({
  v: z.literal(1),
  document: z.string(),
  plans: z.array(
    z.object({
      title: z.string(),
      kind: planKind,
      dated: z.string().optional(),
      period: z
        .object({ start: z.string().nullable(), end: z.string().nullable(), raw: z.string() })
        .optional(),
      sponsor: z.string().optional(),
      documentDate: z.object({ on: isoDate.nullable(), because: z.string() }),
      sections: z.array(
        z.object({ ref: z.string().optional(), title: z.string(), actions: z.array(publishedAction) }),
      ),
    }),
  ),
  tables: z.array(
    z.object({
      title: z.string(),
      measure: z.string().optional(),
      columns: z.array(z.object({ key: z.string(), heading: z.string(), unit: z.string() })),
      byArea: z.record(z.string(), figures),
      totals: figures.optional(),
      computedTotals: z.record(z.string(), z.number()),
      readingDate: z.string().optional(),
      targetDate: isoDate.optional(),
    }),
  ),
  areas: z.array(z.string()),
  roadmap: z.object({ milestones: z.int(), titles: z.array(z.string()) }).optional(),
  findings: z.array(
    z.object({
      code: z.enum(findingCodes),
      severity: z.enum(severities),
      ref: z.string().optional(),
      row: z.string().optional(),
      table: z.string().optional(),
      plan: z.string().optional(),
      on: isoDate.optional(),
      field: z.string().optional(),
      args: z.record(z.string(), z.union([z.string(), z.number()])),
      place: place.nullable(),
      choices: z.array(z.string()),
    }),
  ),
  ignored: z.array(
    z.object({ reason: z.string(), text: z.string(), count: z.int(), place: place.nullable() }),
  ),
})
export type PublishedReading = z.infer<typeof publishedReading>

/** A draft in its published shape. Text is on one line; empty optional fields are omitted. */
export function publishDraft(draft: Draft): PublishedReading {
  const roadMaps = draft.plans
    .filter((p) => p.kind === 'strategy')
    .flatMap((p) => p.sections.filter((s) => s.title === roadMapTitle))
  const milestones = roadMaps.flatMap((s) => s.actions)
  return {
    v: 1,
    document: draft.source.name,
    plans: draft.plans.map(publishPlan),
    tables: draft.tables.map(publishTable),
    areas: draft.areas,
    ...(milestones.length > 0
      ? {
          roadmap: {
            milestones: milestones.length,
            titles: milestones.map((a) => oneLine(a.text.split('\n')[0] ?? '')).sort(),
          },
        }
      : {}),
    findings: publishFindings(draft),
    ignored: draft.ignored.map(({ reason, text, count, place }) => ({ reason, text, count, place })),
  }
}

function publishPlan(plan: DraftPlan): PublishedReading['plans'][number] {
  const { title, kind, dated, period, sponsor, documentDate } = plan
  return {
    title: oneLine(title),
    kind,
    ...(dated ? { dated } : {}),
    ...(period ? { period: { ...shortPeriod(period), raw: period.said } } : {}),
    ...(sponsor ? { sponsor } : {}),
    documentDate: { on: documentDate.on, because: documentDate.because },
    sections: plan.sections.map((s) => ({
      ...(s.ref === null ? {} : { ref: s.ref }),
      title: oneLine(s.title),
      actions: s.actions.map(publishAction),
    })),
  }
}

/** Calendar years are written as years, other periods as days. */
const shortPeriod = ({ start, end }: { start: string | null; end: string | null }) =>
  start?.endsWith('-01-01') && end?.endsWith('-12-31')
    ? { start: start.slice(0, 4), end: end.slice(0, 4) }
    : { start, end }

function publishAction(action: DraftAction): z.infer<typeof publishedAction> {
  const { said: raw, kind, earliest, latest, precision, anchor, every } = action.timescale
  return {
    ref: action.ref,
    text: oneLine(action.text),
    owner: action.ownerSaid === null || action.ownerSaid.trim() === '' ? null : oneLine(action.ownerSaid),
    owners: action.owners.map((o) => o.name),
    timescale: {
      raw: oneLine(raw),
      kind,
      earliest,
      latest,
      precision,
      ...(anchor ? { anchor } : {}),
      ...(every ? { every } : {}),
    },
    rag: action.level,
    ...(action.levelSaid ? { rawRag: action.levelSaid } : {}),
    status: action.stage,
    ...(action.stageSaid ? { rawStatus: action.stageSaid } : {}),
    ...(action.progress === null ? {} : { progress: action.progress }),
    ...(action.stages.length > 0
      ? { statusHistory: action.stages.map(({ on, stage }) => ({ on, status: stage })) }
      : {}),
    updates: action.updates.map(({ on, said, text }) => ({
      on,
      text: oneLine(text),
      paragraphs: text.split(/\n\s*\n/).length,
      ...(on === null && said ? { rawDate: said } : {}),
    })),
    ...(action.details.length > 0
      ? { details: action.details.map(({ heading, text }) => ({ heading, text: oneLine(text) })) }
      : {}),
  }
}

function publishTable(table: DraftTable): PublishedReading['tables'][number] {
  const measure = measureOf(table)
  const totals =
    table.totals && Object.fromEntries(Object.entries(table.totals).filter(([, value]) => value !== null))
  return {
    title: oneLine(table.title),
    ...(measure ? { measure } : {}),
    columns: table.columns,
    byArea: Object.fromEntries(table.rows.map((row) => [row.label, row.values])),
    ...(totals ? { totals } : {}),
    computedTotals: table.computedTotals,
    ...(table.readingDate ? { readingDate: table.readingDate } : {}),
    ...(table.targetDate ? { targetDate: table.targetDate } : {}),
  }
}

function publishFindings(draft: Draft): PublishedReading['findings'] {
  const actions = draft.plans.flatMap((p) => p.sections.flatMap((s) => s.actions))
  const refs = new Map(actions.map((a) => [a.key, a.ref]))
  const dates = new Map(actions.flatMap((a) => a.updates.map((u) => [u.key, u.on] as const)))
  return draft.findings.map((f) => {
    const ref = refs.get(f.action ?? '')
    const on = dates.get(f.update ?? '')
    const plan = draft.plans.length > 1 ? draft.plans.find((p) => p.key === f.plan)?.title : undefined
    const table = draft.tables.find((t) => t.key === f.table)?.title
    return {
      code: f.code,
      severity: f.severity,
      ...(ref === undefined ? {} : { ref }),
      ...('row' in f.args ? { row: f.args.row } : {}),
      ...(table ? { table } : {}),
      ...(plan ? { plan } : {}),
      ...(on ? { on } : {}),
      ...(f.field ? { field: f.field } : {}),
      args: f.args,
      place: f.place,
      choices: f.choices.map((c) => c.code),
    }
  })
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
