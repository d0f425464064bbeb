import type { KeptAttachment } from '../attachment/attachment.ts'
import type { IsoDate } from '../calendar/date.ts'
import { addDays } from '../calendar/day-number.ts'
import type { ColumnValues } from '../column/column.ts'
import { codeOfField } from '../column/field.ts'
import type { Id } from '../id.ts'
import type { Link } from '../link/link.ts'
import type { Override } from '../rag/timeline.ts'
import type { Recorded } from '../stream/event.ts'
import { standing } from '../stream/standing.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { pinIn, type WorkflowPin } from '../workflow/pin.ts'
import { attachmentsTouched, attachmentsWith } from './attachments.ts'
import { changesOfAction } from './changes.ts'
import { columnsWith } from './columns.ts'
import type { ActionEvent, RefOrigin } from './events.ts'
import {
  currentOf,
  type DescribedField,
  describedFieldNames,
  describedFields,
  type SaidField,
  saidBy,
  saidFieldNames,
  saidIn,
  type Touchable,
  touchable,
} from './fields.ts'
import type { CurrentValues, DescribedValues, SaidValues } from './schemas.ts'

/** An update that is not undone: its words, and the fields it sets. */
export interface StandingUpdate extends SaidValues {
  readonly id: Id
  readonly on: IsoDate
  readonly dated: boolean
  readonly text: string | null
  /** Why it says what it says; absent where nothing was given. */
  readonly reason?: string | undefined
  /** The timescale comes from an accepted document. */
  readonly agreed?: true
}

type ActionAdded = Extract<ActionEvent, { type: 'action-added' }>
export type Beginning = Pick<ActionAdded, 'facts' | 'words'>

/**
 * An action. Each field that an update can set (`saidFields`) has its latest value, `null` where no update
 * set it.
 */
export interface ActionState extends CurrentValues, WorkflowPin {
  readonly id: Id
  readonly planId: Id
  /** The day it exists from. */
  readonly since: IsoDate
  readonly sectionId: Id
  readonly ref: string
  readonly slug: string
  readonly refOrigin: RefOrigin
  readonly order: number
  /** Its area; `null` means the area of its plan. */
  readonly areaId: Id | null
  readonly text: string
  readonly ownerSaid: string | null
  readonly owners: Readonly<DescribedValues['owners']>
  /** How success is recognised, in words; `null` where that is not stated. */
  readonly success: string | null
  /** Its tags, in the order in which they were given. */
  readonly tags: Readonly<DescribedValues['tags']>
  readonly details: Readonly<DescribedValues['details']>
  readonly from: { readonly documentId: Id; readonly pieces: readonly number[] } | null
  /**
   * The timescale when the action was added; `agreedTimescale` is that of the last accepted document,
   * `timescale` is the current one, `redated` how often it was moved; the first date moves nothing.
   */
  readonly originalTimescale: Timescale
  readonly agreedTimescale: Timescale
  readonly redated: number
  readonly updates: readonly StandingUpdate[]
  readonly withdrawn: boolean
  /** Every override, oldest first, each with its last day. */
  readonly overrides: readonly Override[]
  /** Its links to others, in the order in which they were added. */
  readonly links: readonly Link[]
  /** Its files and web links, and those of its updates, in the order in which they were added. */
  readonly attachments: readonly KeptAttachment[]
  /** The day from which its current text, owners, section and ref are valid. */
  readonly describedOn: IsoDate
  /**
   * The content of the event that added it, so that it can be added on an earlier day if an earlier entry is
   * found.
   */
  readonly beginning: Beginning
  /**
   * For each field, the position of the last recorded event that changed it: a command sends it as `seen`.
   */
  readonly touched: Readonly<Record<Touchable, number>>
  /** The values in the force's own columns, by their codes; a column without a value is absent. */
  readonly columns: ColumnValues
  /** As `touched`, for the columns that ever had a value, by their codes. */
  readonly columnsTouched: Readonly<Record<string, number>>
}

/**
 * The next state of an action. Total: an event that cannot apply leaves the state unchanged, so any history
 * can be folded. The said fields are the values of the updates that are not undone, in their order. Undone
 * events are removed before the fold.
 */
export const evolveAction = (state: ActionState | null, event: Recorded<ActionEvent>): ActionState | null => {
  if (event.type === 'action-added') return state ?? begin(event)
  if (state === null) return null
  const touch = (fields: readonly Touchable[]): ActionState['touched'] => ({
    ...state.touched,
    ...Object.fromEntries(fields.map((field) => [field, Math.max(state.touched[field], event.position)])),
  })
  const touchColumns = (codes: readonly string[]): ActionState['columnsTouched'] =>
    codes.length === 0
      ? state.columnsTouched
      : {
          ...state.columnsTouched,
          ...Object.fromEntries(
            codes.map((code) => [code, Math.max(state.columnsTouched[code] ?? 0, event.position)]),
          ),
        }
  switch (event.type) {
    case 'columns-set':
      return {
        ...state,
        columns: columnsWith(state.columns, event),
        columnsTouched: touchColumns(Object.keys(event.facts.values)),
      }
    case 'update-recorded': {
      if (state.updates.some((u) => u.id === event.facts.updateId)) return state
      const update = updateOf(event)
      return withUpdate({ ...state, touched: touch(touchedBy(update)) }, update)
    }
    case 'action-revised': {
      const { slug = state.slug, order = state.order } = event.facts
      const described = describedBy(event)
      const changed = described.map((field) => {
        const { in: part, key } = describedFields[field]
        return [key, (event[part] as Readonly<Record<string, unknown>>)[key]]
      })
      return {
        ...state,
        ...Object.fromEntries(changed),
        ...pinIn({ ...state, ...event.facts }),
        refOrigin: refOriginAfter(state.refOrigin, event),
        slug,
        order,
        describedOn: event.effectiveOn,
        touched: touch(described.filter(isWatched)),
      }
    }
    case 'action-withdrawn':
      return { ...state, withdrawn: true, touched: touch(['withdrawn']) }
    case 'action-restored':
      return { ...state, withdrawn: false, touched: touch(['withdrawn']) }
    case 'command-undone': {
      const changed: readonly string[] =
        event.undone === undefined ? [] : changesOfAction(event.undone as Recorded<ActionEvent>)
      return {
        ...state,
        touched: touch(touchable.filter((field) => changed.includes(field))),
        columnsTouched: touchColumns(changed.flatMap((field) => codeOfField(field) ?? [])),
        attachments: attachmentsTouched(state.attachments, changed, event.position),
      }
    }
    case 'level-overridden': {
      const override = {
        from: event.effectiveOn,
        until: event.facts.until,
        level: event.facts.level,
        reason: event.words.reason,
      }
      return { ...state, overrides: [...endedBefore(state.overrides, event.effectiveOn), override] }
    }
    case 'override-lifted':
      return { ...state, overrides: endedBefore(state.overrides, event.effectiveOn) }
    case 'link-added':
      return hasLink(state, event.facts) ? state : { ...state, links: [...state.links, event.facts] }
    case 'link-removed':
      return {
        ...state,
        links: state.links.filter(({ kind, to }) => kind !== event.facts.kind || to !== event.facts.to),
      }
    // Those of files and links: the compiler checks that no others are left.
    default:
      return { ...state, attachments: attachmentsWith(state.attachments, event) }
  }
}

/**
 * The action after all events of `history` that are not undone, in any order, up to and including the day
 * `asAt` when given; `null` when it does not exist then.
 *
 * @example
 * ```ts
 * import { type ActionEvent, foldAction, type Recorded } from '@beatbook/domain'
 *
 * const recorded = (position: number, effectiveOn: string) =>
 *   ({ id: `e${position}`, v: 1, stream: { kind: 'action', id: 'a' }, position, effectiveOn, recordedAt: '2026-11-20T09:00:00Z', actor: 'p', commandId: 'c' }) as const
 * const place = { planId: 'plan', sectionId: 'section', ref: '1', slug: '1', refOrigin: 'read', order: 1, workflow: 'simple', from: null } as const
 * const timescale = { kind: 'by', earliest: '2022-10-01', latest: '2022-10-31', precision: 'month' } as const
 * const history: Recorded<ActionEvent>[] = [
 *   {
 *     ...recorded(1, '2022-06-29'),
 *     type: 'action-added',
 *     facts: { ...place, owners: [], timescale },
 *     words: { text: 'Fit a doorbell', ownerSaid: null, timescale: { said: 'Oct 22', anchor: null, every: null }, details: [] },
 *   },
 *   {
 *     ...recorded(2, '2022-11-03'),
 *     type: 'update-recorded',
 *     facts: { updateId: 'u', dated: true, stage: 'complete', from: null },
 *     words: { text: 'All fitted', reason: null },
 *   },
 * ]
 *
 * console.log(foldAction(history, '2022-06-28')) // null
 * console.log(foldAction(history, '2022-11-02')?.stage, foldAction(history)?.stage) // null complete
 * ```
 */
export const foldAction = (history: readonly Recorded<ActionEvent>[], asAt?: IsoDate): ActionState | null =>
  standing(history.filter((event) => asAt === undefined || event.effectiveOn <= asAt)).reduce(
    evolveAction,
    null as ActionState | null,
  )

/** The newest update with words that is not undone: by its day, then by its order. */
export const lastUpdate = (state: ActionState): StandingUpdate | null =>
  state.updates.findLast((u) => u.text !== null) ?? null

/** The override in effect on a day; `null` where the rules decide. */
export const overrideOn = (state: Pick<ActionState, 'overrides'>, on: IsoDate): Override | null =>
  state.overrides.findLast((override) => override.from <= on && on <= override.until) ?? null

/** Whether an action has a link. */
export const hasLink = ({ links }: Pick<ActionState, 'links'>, { kind, to }: Link): boolean =>
  links.some((link) => link.kind === kind && link.to === to)

/** Overrides shortened so that none is in effect on `day` or later; one that began that day is removed. */
const endedBefore = (overrides: readonly Override[], day: IsoDate): Override[] =>
  overrides.flatMap((override) => {
    if (override.until < day) return [override]
    return override.from < day ? [{ ...override, until: addDays(day, -1) }] : []
  })

const begin = (event: Recorded<ActionAdded>): ActionState => {
  const { timescale: meaning, ...facts } = event.facts
  const { timescale: words, ...said } = event.words
  const timescale = { ...meaning, ...words }
  const touched = Object.fromEntries(touchable.map((field) => [field, event.position])) as Record<
    Touchable,
    number
  >
  return {
    id: event.stream.id,
    since: event.effectiveOn,
    ...facts,
    ...pinIn(facts),
    areaId: facts.areaId ?? null,
    success: null,
    tags: [],
    ...said,
    originalTimescale: timescale,
    agreedTimescale: timescale,
    ...currentOf([], { timescale }),
    redated: 0,
    updates: [],
    withdrawn: false,
    overrides: [],
    links: [],
    attachments: [],
    describedOn: event.effectiveOn,
    beginning: { facts: event.facts, words: event.words },
    touched,
    columns: {},
    columnsTouched: {},
  }
}

const updateOf = (event: Recorded<Extract<ActionEvent, { type: 'update-recorded' }>>): StandingUpdate => {
  const { updateId, dated, from } = event.facts
  const said = saidBy(event.facts, event.words)
  return {
    id: updateId,
    on: event.effectiveOn,
    dated,
    text: event.words.text,
    ...(event.words.reason === null ? {} : { reason: event.words.reason }),
    ...said,
    ...(said.timescale === undefined || from === null ? {} : { agreed: true as const }),
  }
}

const touchedBy = (update: StandingUpdate): SaidField[] =>
  saidFieldNames.filter((field) => update[field] !== undefined)

/** The described fields in a revision's event. */
export const describedBy = (event: Extract<ActionEvent, { type: 'action-revised' }>): DescribedField[] =>
  describedFieldNames.filter((field) => {
    const { in: part, key } = describedFields[field]
    return (event[part] as Readonly<Record<string, unknown>>)[key] !== undefined
  })

/** A ref that is revised is no longer generated. */
const refOriginAfter = (
  before: RefOrigin,
  { facts }: Extract<ActionEvent, { type: 'action-revised' }>,
): RefOrigin => (facts.ref === undefined ? before : facts.from === null ? 'given' : 'read')

const isWatched = (field: DescribedField): field is DescribedField & Touchable =>
  describedFields[field].watched

/**
 * The state with one more update. A fold comes in the order of days, so the update is the last one and what it
 * says is current. An update applied to a state later may belong further up, behind those of its day.
 */
const withUpdate = (state: ActionState, update: StandingUpdate): ActionState => {
  const last = state.updates.at(-1)
  if (last !== undefined && last.on > update.on) {
    const place = state.updates.findLastIndex(({ on }) => on <= update.on) + 1
    return withUpdates(state, state.updates.toSpliced(place, 0, update))
  }
  return {
    ...state,
    ...(saidIn(update) as Partial<CurrentValues>),
    updates: [...state.updates, update],
    agreedTimescale: (update.agreed ? update.timescale : undefined) ?? state.agreedTimescale,
    redated: state.redated + (update.timescale !== undefined && isDated(state.timescale) ? 1 : 0),
  }
}

const withUpdates = (state: ActionState, updates: readonly StandingUpdate[]): ActionState => ({
  ...state,
  ...currentOf(updates, { timescale: state.originalTimescale }),
  updates,
  agreedTimescale: updates.findLast((u) => u.agreed)?.timescale ?? state.originalTimescale,
  redated: updates
    .flatMap(({ timescale }) => timescale ?? [])
    .filter((_, at, all) => isDated(all[at - 1] ?? state.originalTimescale)).length,
})

/** Whether a timescale says when: the first one that does moves nothing. */
export const isDated = ({ kind }: Timescale): boolean => kind !== 'none' && kind !== 'unknown'
