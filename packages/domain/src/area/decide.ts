import type * as z from 'zod'
import type { NamedFile } from '../attachment/attachment.ts'
import { codeOfColumn } from '../column/code.ts'
import { type Column, MOST_COLUMNS } from '../column/column.ts'
import type { Id } from '../id.ts'
import { effectiveFrom, OPEN_END } from '../period/period.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending, Recorded } from '../stream/event.ts'
import { foldWords } from '../words/fold.ts'
import { type AreaState, foldArea, nameOn } from './area.ts'
import type {
  addColumn,
  changeColumn,
  changeSettings,
  nameForce,
  removeColumn,
  setCrest,
} from './commands.ts'
import { isCrestName, MOST_CREST_BYTES } from './crest.ts'
import type { AreaEvent } from './events.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** The root area as loaded: its id, and its events, none before it is named. */
interface Root {
  readonly id: Id
  readonly history: readonly Recorded<AreaEvent>[]
}

type Decision = Result<Pending<AreaEvent>[], Refusal>

/**
 * Decides the force's name from a day on, which may be in the future; earlier names remain valid before it.
 * Refused with `stale` where somebody changed the name since. No event where the force already has the name
 * on that day and from then on.
 */
export const decideNameForce = (
  root: Root,
  { name, from = undefined, seen }: z.output<typeof nameForce.input>,
  context: DecideContext,
): Decision => {
  const state = foldArea(root.history)
  if (isStale(state, seen)) return err(refuse('stale', { fields: ['name'] }))
  const first = from ?? context.today
  if (state !== null && nameOn(state, first) === name && !state.names.some((each) => each.from > first))
    return ok([])
  const named: AreaEvent = {
    type: 'area-named',
    v: 1,
    facts: { from: first, to: OPEN_END },
    words: { name },
  }
  return ok([
    ...beginning(root, state, effectiveFrom({ from: first }, context.today), context),
    pending(root.id, named, effectiveFrom({ from: first }, context.today), context),
  ])
}

/**
 * Decides new settings for the force from today. Refused with `nothing-said` where there is none and with
 * `stale` where somebody changed one of them since. No event where the force already has them.
 */
export const decideChangeSettings = (
  root: Root,
  { commandId: _, reason, seen, ...given }: z.output<typeof changeSettings.input>,
  context: DecideContext,
): Decision => {
  const asked = Object.entries(given).filter(([, value]) => value !== undefined) as [
    keyof typeof given,
    Settings[keyof typeof given],
  ][]
  if (asked.length === 0) return err(refuse('nothing-said'))
  const state = foldArea(root.history)
  const stale = asked.flatMap(([field]) => (isStale(state, { [field]: seen[field] }) ? [field] : []))
  if (stale.length > 0) return err(refuse('stale', { fields: stale }))
  const now = state?.settings ?? defaultSettings
  const changed = asked.filter(([field, value]) => JSON.stringify(now[field]) !== JSON.stringify(value))
  return ok(settingsEvents(root, state, Object.fromEntries(changed), reason, context))
}

/**
 * Decides the force's crest from today: an uploaded picture, or none. `uploads` are the files that were uploaded.
 * Refused with `not-found` where the upload is none of them, `crest-refused` by the ending of its name or its size,
 * and `stale`. No event where the force has that crest already.
 */
export const decideSetCrest = (
  root: Root,
  { uploadId, reason, seen }: z.output<typeof setCrest.input>,
  context: DecideContext,
  uploads: ReadonlyMap<Id, NamedFile>,
): Decision => {
  const state = foldArea(root.history)
  if (isStale(state, seen)) return err(refuse('stale', { fields: ['crest'] }))
  const file = uploadId === null ? null : uploads.get(uploadId)
  if (file === undefined) return err(refuse('not-found', { what: 'upload', id: uploadId ?? '' }))
  if (file !== null && !isCrestName(file.name))
    return err(refuse('crest-refused', { name: file.name, because: 'kind' }))
  if (file !== null && file.bytes > MOST_CREST_BYTES)
    return err(refuse('crest-refused', { name: file.name, because: 'size' }))
  if (file?.sha256 === state?.crest?.sha256) return ok([])
  const event: AreaEvent = {
    type: 'crest-set',
    v: 1,
    facts: { file: file === null ? null : { sha256: file.sha256, bytes: file.bytes } },
    words: { name: file?.name ?? null, reason: reason || null },
  }
  return ok([
    ...beginning(root, state, context.today, context),
    pending(root.id, event, context.today, context),
  ])
}

/**
 * Decides a new column. Its code is made from its title unless one is given. Refused with `column-taken`
 * where another column has the title, or has or had the code; `column-choices` where a column of choices has
 * none, or one of another kind has some; `columns-full`; `stale`.
 */
export const decideAddColumn = (
  root: Root,
  { title, kind, choices = [], code: given, reason, seen }: z.output<typeof addColumn.input>,
  context: DecideContext,
): Decision => {
  const state = foldArea(root.history)
  if (isStale(state, seen)) return err(refuse('stale', { fields: ['columns'] }))
  const columns = columnsOf(state)
  if (columns.length >= MOST_COLUMNS) return err(refuse('columns-full', { limit: MOST_COLUMNS }))
  const ever = codesEver(root.history)
  const code = given ?? codeOfColumn(title, ever)
  if (ever.has(code)) return err(refuse('column-taken', { said: code, by: 'code' }))
  if (columns.some((each) => sameTitle(each.title, title)))
    return err(refuse('column-taken', { said: title, by: 'title' }))
  if ((kind === 'choice') !== choices.length > 0) return err(refuse('column-choices', { kind }))
  return ok(
    settingsEvents(root, state, { columns: [...columns, { code, title, kind, choices }] }, reason, context),
  )
}

/**
 * Decides another title, other choices or another position for a column. Refused with `not-found`,
 * `nothing-said`, `column-taken`, `column-choices`, `stale`. Existing values that are no longer offered
 * remain.
 */
export const decideChangeColumn = (
  root: Root,
  { code, title, choices, place, reason, seen }: z.output<typeof changeColumn.input>,
  context: DecideContext,
): Decision => {
  const state = foldArea(root.history)
  const columns = columnsOf(state)
  const column = columns.find((each) => each.code === code)
  if (column === undefined) return err(refuse('not-found', { what: 'column', asked: code }))
  if (title === undefined && choices === undefined && place === undefined) return err(refuse('nothing-said'))
  if (isStale(state, seen)) return err(refuse('stale', { fields: ['columns'] }))
  const others = columns.filter((each) => each !== column)
  const changed = { ...column, title: title ?? column.title, choices: choices ?? column.choices }
  if (others.some((each) => sameTitle(each.title, changed.title)))
    return err(refuse('column-taken', { said: changed.title, by: 'title' }))
  if ((column.kind === 'choice') !== changed.choices.length > 0)
    return err(refuse('column-choices', { kind: column.kind }))
  const at = place === undefined ? columns.indexOf(column) : place - 1
  const next = others.toSpliced(at, 0, changed)
  const same = JSON.stringify(next) === JSON.stringify(columns)
  return ok(settingsEvents(root, state, same ? {} : { columns: next }, reason, context))
}

/** Decides to remove a column from lists and forms. Refused with `not-found`, `stale`. */
export const decideRemoveColumn = (
  root: Root,
  { code, reason, seen }: z.output<typeof removeColumn.input>,
  context: DecideContext,
): Decision => {
  const state = foldArea(root.history)
  const columns = columnsOf(state)
  if (!columns.some((each) => each.code === code))
    return err(refuse('not-found', { what: 'column', asked: code }))
  if (isStale(state, seen)) return err(refuse('stale', { fields: ['columns'] }))
  return ok(
    settingsEvents(root, state, { columns: columns.filter((each) => each.code !== code) }, reason, context),
  )
}

const columnsOf = (state: AreaState | null): readonly Column[] => (state?.settings ?? defaultSettings).columns

const sameTitle = (one: string, other: string) => foldWords(one) === foldWords(other)

/**
 * Every code a column has or had, including undone and removed columns, since actions may have its values.
 */
const codesEver = (history: readonly Recorded<AreaEvent>[]): ReadonlySet<string> =>
  new Set(
    history.flatMap((event) =>
      event.type === 'settings-changed' ? (event.facts.settings.columns ?? []).map(({ code }) => code) : [],
    ),
  )

/** The events that change settings from today; none where nothing changes. */
const settingsEvents = (
  root: Root,
  state: AreaState | null,
  settings: Partial<Settings>,
  reason: string | undefined,
  context: DecideContext,
): Pending<AreaEvent>[] => {
  if (Object.keys(settings).length === 0) return []
  const event: AreaEvent = {
    type: 'settings-changed',
    v: 1,
    facts: { settings },
    words: { reason: reason || null },
  }
  return [...beginning(root, state, context.today, context), pending(root.id, event, context.today, context)]
}

/** Whether a field was changed after the version a person saw. */
const isStale = (
  state: AreaState | null,
  seen: Partial<Record<keyof AreaState['touched'], number | undefined>>,
): boolean =>
  Object.entries(seen).some(
    ([field, version]) =>
      version !== undefined && (state?.touched[field as keyof AreaState['touched']] ?? 0) > version,
  )

/** The event that creates the root area, where it does not exist yet on that day. */
const beginning = (
  root: Root,
  state: AreaState | null,
  on: string,
  context: DecideContext,
): Pending<AreaEvent>[] =>
  state !== null && state.since <= on
    ? []
    : [
        pending(
          root.id,
          { type: 'area-added', v: 1, facts: { kind: 'force', parent: null }, words: {} },
          on,
          context,
        ),
      ]

const pending = (
  id: Id,
  event: AreaEvent,
  effectiveOn: string,
  { newId }: DecideContext,
): Pending<AreaEvent> => ({ ...event, id: newId(), stream: { kind: 'area', id }, effectiveOn })
