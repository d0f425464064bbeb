import type { TimescaleKind } from '@beatbook/domain'
import * as z from 'zod'

/** One action as a careful reader records it. A field that is absent is not compared. */
export interface Expected {
  readonly ref: string | null
  readonly section: string | null
  /** The beginning of the action's text, or the complete text (`whole`). */
  readonly text: string
  readonly whole: boolean
  readonly owner?: string | null
  readonly owners?: readonly string[]
  readonly said?: string
  readonly kinds?: readonly TimescaleKind[]
  readonly earliest?: string | null
  readonly latest?: string | null
  readonly level?: string | null
  readonly stage?: string | null
  readonly complete?: boolean
  readonly updates?: readonly (string | null)[]
}

export interface ExpectedDocument {
  readonly name: string
  readonly actions: readonly Expected[]
}

const ours = z.object({
  document: z.string(),
  plans: z
    .array(
      z.object({
        sections: z.array(
          z.object({
            title: z.string(),
            actions: z.array(
              z.object({
                ref: z.string(),
                text: z.string(),
                owner: z.string().nullish(),
                timescale: z
                  .object({
                    raw: z.string(),
                    kind: z.string(),
                    earliest: z.string().nullable(),
                    latest: z.string().nullable(),
                  })
                  .partial()
                  .optional(),
                rag: z.string().nullish(),
                status: z.string().nullish(),
                updates: z.array(z.object({ on: z.string().nullable() })).optional(),
              }),
            ),
          }),
        ),
      }),
    )
    .default([]),
  roadmap: z.object({ titles: z.array(z.string()) }).optional(),
})

/** The schema of `expected/*.json`: the expected output of `beatbook read`. */
export function readExpected(text: string): ExpectedDocument {
  const { document, plans, roadmap } = ours.parse(JSON.parse(text))
  const actions = plans.flatMap((plan) =>
    plan.sections.flatMap((section) =>
      section.actions.map(
        (action): Expected => ({
          ref: action.ref,
          section: section.title,
          text: action.text,
          whole: true,
          owner: action.owner,
          ...(action.timescale && {
            said: action.timescale.raw,
            kinds: action.timescale.kind ? [action.timescale.kind as TimescaleKind] : undefined,
            earliest: action.timescale.earliest,
            latest: action.timescale.latest,
          }),
          level: action.rag,
          ...('status' in action && { stage: action.status }),
          ...(action.updates && { updates: action.updates.map(({ on }) => on) }),
        }),
      ),
    ),
  )
  const milestones = (roadmap?.titles ?? [])
    .toSorted((a, b) => b.length - a.length)
    .map((text): Expected => ({ ref: null, section: 'Road map', text, whole: false }))
  return { name: document, actions: [...actions, ...milestones] }
}

const theirs = z.object({
  file: z.string(),
  skip_fields: z.array(z.string()).default([]),
  actions: z.array(
    z.object({
      ref: z.string().nullable(),
      section: z.string().nullish(),
      text60: z.string(),
      owners: z.array(z.string()),
      due: z.object({ date: z.string().nullable(), kind: z.string() }),
      completed: z.boolean(),
      rag: z.string().nullable(),
      updates: z.array(z.object({ date: z.string().nullable() })),
      not_a_milestone: z.boolean().optional(),
    }),
  ),
})

/** The domain's kinds for each due kind. `inherit` may be any: the value above is copied. */
const kindsOf: Record<string, readonly TimescaleKind[] | undefined> = {
  deadline: ['by', 'between', 'completed'],
  recurring: ['recurring'],
  relative: ['relative', 'unknown'],
  'not-before': ['after'],
  tbc: ['unknown', 'relative'],
  asap: ['unknown', 'relative'],
  immediate: ['unknown', 'relative'],
  event: ['unknown', 'relative'],
  ongoing: ['ongoing'],
  none: ['none', 'unknown'],
}

const letters: Record<string, string> = { R: 'red', A: 'amber', G: 'green', B: 'blue' }

/** The schema of `more/*.expect.json`. */
export function readMore(text: string): ExpectedDocument {
  const { file, skip_fields, actions } = theirs.parse(JSON.parse(text))
  return {
    name: file,
    actions: actions.map((action) => ({
      ref: action.ref,
      section: action.section ?? null,
      text: action.text60,
      whole: false,
      owners: action.owners,
      kinds: kindsOf[action.due.kind],
      ...(action.due.kind === 'deadline' && { latest: action.due.date }),
      complete: action.completed,
      ...(skip_fields.includes('rag')
        ? {}
        : { level: action.rag === null ? null : (letters[action.rag] ?? action.rag) }),
      ...(action.updates.length > 0 && { updates: action.updates.map(({ date }) => date) }),
    })),
  }
}
