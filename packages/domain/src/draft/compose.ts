import type { IsoDate } from '../calendar/date.ts'
import { readOwners } from '../party/owners.ts'
import type { PlanKind } from '../plan/kind.ts'
import type { Progress } from '../progress/progress.ts'
import { readTimescale } from '../timescale/read.ts'
import { readEntry } from '../timescale/read-entry.ts'
import type { LevelCode, StageCode } from '../workflow/schemas.ts'
import type { Draft, DraftAction } from './draft.ts'

/** A plan in plain words, as another program may have it. `on` is the date from which it is valid. */
export interface PlanInWords {
  readonly title: string
  readonly on: IsoDate
  readonly kind?: PlanKind
  readonly sections: readonly { readonly title: string; readonly actions: readonly ActionInWords[] }[]
}

/** An action in plain words; an update may begin with its date ("290622 – …"). */
export interface ActionInWords {
  readonly ref: string
  readonly text: string
  readonly owner?: string
  readonly timescale?: string
  readonly level?: LevelCode
  readonly stage?: StageCode
  readonly progress?: Progress
  readonly updates?: readonly string[]
}

/**
 * Creates a draft from plans in plain words, for programs without a document: timescales, owners and updates
 * are read as in a document.
 */
export const composeDraft = (name: string, plans: readonly PlanInWords[]): Draft => ({
  source: { name, format: 'text', pieces: [] },
  plans: plans.map(({ title, on, kind = 'delivery-plan', sections }, p) => ({
    key: `plan-${p + 1}`,
    title,
    kind,
    workflow: kind === 'recommendations' ? 'inspectorate' : 'simple',
    dated: null,
    period: null,
    sponsor: null,
    documentDate: { on, because: 'stated', said: null },
    sections: sections.map((section, s) => ({
      key: `plan-${p + 1}.${s + 1}`,
      ref: null,
      title: section.title,
      actions: section.actions.map((action, a) => composeAction(action, `plan-${p + 1}.${s + 1}.${a + 1}`)),
      from: [],
    })),
    from: [],
  })),
  tables: [],
  areas: [],
  findings: [],
  ignored: [],
})

const composeAction = (
  { ref, text, owner, timescale = '', level, stage, progress, updates = [] }: ActionInWords,
  key: string,
): DraftAction => ({
  key,
  ref,
  refOrigin: 'read',
  text,
  ownerSaid: owner ?? null,
  owners: owner === undefined ? [] : readOwners(owner).owners,
  timescale: readTimescale(timescale).timescale,
  level: level ?? null,
  levelSaid: level ?? null,
  stage: stage ?? null,
  stageSaid: stage ?? null,
  progress: progress ?? null,
  stages: [],
  updates: updates.map((update, u) => {
    const entry = readEntry(update)
    return { key: `${key}.${u + 1}`, on: entry.on, said: entry.said, text: entry.text, from: [] }
  }),
  details: [],
  from: { ref: [], text: [], owner: [], timescale: [], level: [], stage: [], progress: [] },
})
