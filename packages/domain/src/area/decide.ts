import type * as z from 'zod'
import type { Id } from '../id.ts'
import { effectiveFrom, OPEN_END } from '../period/period.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending, Recorded } from '../stream/event.ts'
import { type AreaState, foldArea, nameOn } from './area.ts'
import type { changeSettings, nameForce } from './commands.ts'
import type { AreaEvent } from './events.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** The root area as it is loaded: its id, and its events, none before it has been named. */
interface Root {
  readonly id: Id
  readonly history: readonly Recorded<AreaEvent>[]
}

type Decision = Result<Pending<AreaEvent>[], Refusal>

/**
 * Decides what the force is called from a day on, which may lie ahead; earlier names keep the days before it.
 * Refused with `stale` where somebody changed the name since. Nothing happens where it is called so on that
 * day and from then on.
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
 * Decides other settings for the force from today. Refused with `nothing-said` where none is given and with
 * `stale` where somebody changed one of them since. Nothing happens where they are so already.
 */
export const decideChangeSettings = (
  root: Root,
  { commandId: _, reason, seen, ...given }: z.output<typeof changeSettings.input>,
  context: DecideContext,
): Decision => {
  const asked = Object.entries(given).filter(([, value]) => value !== undefined) as [
    keyof Settings,
    Settings[keyof Settings],
  ][]
  if (asked.length === 0) return err(refuse('nothing-said'))
  const state = foldArea(root.history)
  const stale = asked.flatMap(([field]) => (isStale(state, { [field]: seen[field] }) ? [field] : []))
  if (stale.length > 0) return err(refuse('stale', { fields: stale }))
  const now = state?.settings ?? defaultSettings
  const changed = asked.filter(([field, value]) => JSON.stringify(now[field]) !== JSON.stringify(value))
  if (changed.length === 0) return ok([])
  const event: AreaEvent = {
    type: 'settings-changed',
    v: 1,
    facts: { settings: Object.fromEntries(changed) },
    words: { reason: reason || null },
  }
  return ok([
    ...beginning(root, state, context.today, context),
    pending(root.id, event, context.today, context),
  ])
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

/** The event that begins the root area, where there is none yet on that day. */
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
