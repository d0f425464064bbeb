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

/** What the record keeps of an action for its own page alone. */
export interface More {
  readonly workflow: ActionState['workflow']
  readonly workflowVersion: ActionState['workflowVersion']
  readonly originalTimescale: Timescale
  /** Absent where the row was kept before it was said. */
  readonly agreedTimescale?: Timescale
  readonly overrides?: ActionState['overrides']
  readonly links?: ActionState['links']
  readonly details: ActionState['details']
  /** Absent where nothing was ever given in a column. */
  readonly columnsTouched?: ActionState['columnsTouched']
  /** Without the fields that there were not yet when the row was kept. */
  readonly touched: Partial<ActionState['touched']>
  readonly from: ActionState['from']
}

type Columns = Omit<ActionVersionTable, 'version' | 'held_from' | 'held_to' | 'recorded_from' | 'recorded_to'>

type Unrated = Omit<ActionRow, 'computed' | 'disagrees'>
type Nullable = Exclude<SaidField, 'timescale'>

/**
 * A row as it is kept, without the fields that there were not yet when it was. Its level by the rules stands
 * elsewhere, as it turns with the days.
 */
export type KeptRow = Omit<Unrated, Nullable | 'columns'> & Partial<Pick<Unrated, Nullable | 'columns'>>

/** A kept row with every field: nobody stated one that there was not. */
export const rowOf = (kept: KeptRow): Unrated => ({ ...unstated, columns: {}, ...kept })
const unstated = Object.fromEntries(saidFieldNames.map((field) => [field, null])) as Record<Nullable, null>

/**
 * The versions of every field: one that there was not is as old as the oldest, so nobody can have changed it.
 */
export const touchedOf = ({ touched }: More): ActionState['touched'] => {
  const oldest = Math.min(...Object.values(touched))
  return Object.fromEntries(touchable.map((field) => [field, touched[field] ?? oldest])) as Record<
    Touchable,
    number
  >
}

/** The columns of one version of an action. `nameOf` gives the names of its owners. */
export const actionColumns = (
  state: ActionState,
  plan: PlanState,
  nameOf: (partyId: string) => string,
): Columns => {
  const shown = shownAs(state, plan, nameOf)
  const {
    workflow,
    workflowVersion,
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
    stage_key: placeIn(stageCodes, state.stage),
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

/** What is found of a column by searching for words. */
const wordsIn = (of: ColumnValue): string => (of.kind === 'text' || of.kind === 'choice' ? of.value : '')

/** A declared level's place in the order of levels; last where there is none. */
export const levelKey = (level: string): number => placeIn(levelCodes, level)

/** The place of a code in an order; last where there is none, or none that this release knows. */
const placeIn = (codes: readonly string[], code: string | null): number => {
  const at = code === null ? -1 : codes.indexOf(code)
  return at < 0 ? codes.length : at
}

const shownAs = (state: ActionState, plan: PlanState, nameOf: (partyId: string) => string): KeptRow => {
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

/** A ref so that text order is its natural order: "2" before "10", "1.9" before "1.10". */
const naturalKey = (ref: string): string =>
  ref.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(10, '0'))
