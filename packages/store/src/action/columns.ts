import type { ActionRow } from '@beatbook/contract'
import {
  type ActionState,
  type ColumnValue,
  deadline,
  foldWords,
  lastUpdate,
  levelCodes,
  type PlanState,
  type SaidField,
  saidFieldNames,
  saidIn,
  stageCodes,
  type Timescale,
  type Touchable,
  touchable,
} from '@beatbook/domain'
import { canonical } from '../stream/canonical.ts'
import type { ActionVersionTable } from '../tables/action-version.ts'

/** The JSON of the column `more`: what only an action's own page needs. */
export interface More {
  readonly workflow: ActionState['workflow']
  readonly workflowVersion: ActionState['workflowVersion']
  readonly areaId: ActionState['areaId']
  readonly originalTimescale: Timescale
  /** Absent in rows stored before this field existed. */
  readonly agreedTimescale?: Timescale
  readonly overrides?: ActionState['overrides']
  readonly links?: ActionState['links']
  readonly details: ActionState['details']
  /** Absent where no column ever had a value. */
  readonly columnsTouched?: ActionState['columnsTouched']
  /** Lacks the fields that did not exist when the row was stored. */
  readonly touched: Partial<ActionState['touched']>
  readonly from: ActionState['from']
}

type Columns = Omit<ActionVersionTable, 'version' | 'held_from' | 'held_to' | 'recorded_from' | 'recorded_to'>

type Unrated = Omit<ActionRow, 'computed' | 'disagrees'>
type Nullable = Exclude<SaidField, 'timescale'>

/**
 * The JSON of the column `shown`. It lacks the fields that did not exist when it was stored, and the level by
 * the rules, which is stored apart because it changes with the day.
 */
export type StoredRow = Omit<Unrated, Nullable | 'columns'> & Partial<Pick<Unrated, Nullable | 'columns'>>

/** A stored row with every field; a field that did not exist when it was stored is null. */
export const rowOf = (stored: StoredRow): Unrated => ({ ...unstated, columns: {}, ...stored })
const unstated = Object.fromEntries(saidFieldNames.map((field) => [field, null])) as Record<Nullable, null>

/**
 * The versions of every field. A field that did not exist when the row was stored gets the oldest version,
 * since nobody can have changed it.
 */
export const touchedOf = ({ touched }: More): ActionState['touched'] => {
  const oldest = Math.min(...Object.values(touched))
  return Object.fromEntries(touchable.map((field) => [field, touched[field] ?? oldest])) as Record<
    Touchable,
    number
  >
}

/** The columns of one version of an action. `nameOf` returns the name of an owner. */
export const actionColumns = (
  state: ActionState,
  plan: PlanState,
  nameOf: (partyId: string) => string,
): Columns => {
  const shown = listRow(state, plan, nameOf)
  const {
    workflow,
    workflowVersion,
    areaId,
    originalTimescale,
    agreedTimescale,
    overrides,
    links,
    details,
    touched,
    from,
  } = state
  const { columnsTouched } = state
  const section = plan.sections.find((s) => s.id === state.sectionId)
  return {
    action_id: state.id,
    plan_id: state.planId,
    section_id: state.sectionId,
    area_id: state.areaId,
    address: shown.address,
    slug: state.slug,
    ref: state.ref,
    level: state.level ?? 'none',
    stage: state.stage ?? 'none',
    withdrawn: state.withdrawn ? 1 : 0,
    due: state.stage === 'complete' ? null : deadline(state.timescale),
    place_key: `${plan.code} ${padded(section?.order ?? 0)} ${padded(state.order)}`,
    ref_key: naturalKey(state.ref),
    timescale_key: state.timescale.latest ?? state.timescale.earliest ?? '9999-12-31',
    level_key: levelKey(state.level ?? 'none'),
    stage_key: rankIn(stageCodes, state.stage),
    update_key: shown.lastUpdate?.on ?? '',
    haystack: foldWords(
      [
        state.ref,
        state.text,
        ...shown.owners.map((owner) => owner.name),
        state.ownerSaid,
        shown.lastUpdate?.text,
        ...Object.values(state.columns).map(wordsIn),
      ].join('\n'),
    ),
    shown: canonical(shown),
    more: canonical({
      workflow,
      workflowVersion,
      areaId,
      originalTimescale,
      agreedTimescale,
      overrides,
      links,
      details,
      touched,
      ...(Object.keys(columnsTouched).length === 0 ? {} : { columnsTouched }),
      from,
    } satisfies More),
  }
}

/** The searchable text of a column's value. */
const wordsIn = (of: ColumnValue): string => (of.kind === 'text' || of.kind === 'choice' ? of.value : '')

/** The rank of a declared level; the last rank where there is none. */
export const levelKey = (level: string): number => rankIn(levelCodes, level)

/** The rank of a code in an order; the last rank for no code, or for one that this release does not know. */
const rankIn = (codes: readonly string[], code: string | null): number => {
  const at = code === null ? -1 : codes.indexOf(code)
  return at < 0 ? codes.length : at
}

const listRow = (state: ActionState, plan: PlanState, nameOf: (partyId: string) => string): StoredRow => {
  const last = lastUpdate(state)
  return {
    id: state.id,
    address: `${plan.code}/${state.slug}`,
    planId: state.planId,
    planCode: plan.code,
    sectionId: state.sectionId,
    section: plan.sections.find((section) => section.id === state.sectionId)?.title ?? '',
    ref: state.ref,
    refOrigin: state.refOrigin,
    text: state.text,
    ownerSaid: state.ownerSaid,
    owners: state.owners.map(({ partyId, duty }) => ({ partyId, name: nameOf(partyId), duty })),
    ...saidIn(state),
    ...(Object.keys(state.columns).length === 0 ? {} : { columns: state.columns }),
    redated: state.redated,
    withdrawn: state.withdrawn,
    updates: state.updates.filter((update) => update.text !== null).length,
    lastUpdate: last === null ? null : { on: last.on, text: last.text ?? '' },
  }
}

const padded = (number: number): string => String(number).padStart(8, '0')

/** A ref as a sort key whose text order is natural order: "2" before "10", "1.9" before "1.10". */
const naturalKey = (ref: string): string =>
  ref.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(10, '0'))
