import type { AttachmentField } from '../attachment/fields.ts'
import type { IsoDate } from '../calendar/date.ts'
import { columnField } from '../column/field.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending, Recorded } from '../stream/event.ts'
import { standing } from '../stream/standing.ts'
import { pinIn } from '../workflow/pin.ts'
import { type ActionState, evolveAction, hasLink, overrideOn } from './action.ts'
import { attachmentField } from './changes.ts'
import type { ActionEvent } from './events.ts'
import type { Touchable } from './fields.ts'
import { type ActionSince, actionNow, actionSince } from './since.ts'
import { refusalOfCodes } from './stated-codes.ts'

/**
 * All events of an action, or its state before a day with the events since: both lead to the same decision.
 */
export type ActionHistory = readonly Recorded<ActionEvent>[] | ActionSince
export type ActionDecision = Result<Pending<ActionEvent>[], Refusal>

/** A history as its state before a day and the events since. */
export const pastOf = (history: ActionHistory): ActionSince =>
  'events' in history ? history : actionSince(history)

/** The action at the end of a day, which is not before the first of the events; `null` before it exists. */
export const actionOn = (past: ActionSince, on: IsoDate): ActionState | null =>
  past.events.every(({ effectiveOn }) => effectiveOn <= on)
    ? actionNow(past)
    : standing(past.events)
        .filter(({ effectiveOn }) => effectiveOn <= on)
        .reduce(evolveAction, past.state)

/**
 * The refusal of `event` in `state`, `null` where it can follow. The same check applies to a new event and to
 * those after a back-dated one.
 */
export const refusalToFollow = (
  state: ActionState | null,
  event: ActionEvent & { readonly effectiveOn: IsoDate },
): Refusal | null => {
  if (event.type === 'command-undone') return null
  if (event.type === 'action-added') return state === null ? null : refuse('id-reused', { id: state.id })
  if (state === null) return refuse('before-it-exists')
  switch (event.type) {
    case 'update-recorded': {
      if (state.withdrawn) return refuse('withdrawn')
      const unknown = refusalOfCodes(event.facts, state)
      if (unknown !== null) return unknown
      const { stage } = event.facts
      if (stage === undefined) return null
      if (
        state.stage === 'complete' &&
        stage !== 'complete' &&
        event.words.reason === null &&
        event.facts.from === null
      )
        return refuse('reason-needed', { field: 'stage' })
      return null
    }
    case 'action-revised': {
      if (state.withdrawn) return refuse('withdrawn')
      const { stage, level } = state
      const pin = pinIn({ ...state, ...event.facts })
      return event.facts.planId === undefined
        ? null
        : refusalOfCodes({ stage: stage ?? undefined, level }, pin)
    }
    case 'columns-set':
    case 'action-withdrawn':
      return state.withdrawn ? refuse('withdrawn') : null
    case 'action-restored':
      return state.withdrawn ? null : refuse('not-withdrawn')
    case 'level-overridden':
    case 'link-added':
      return state.withdrawn ? refuse('withdrawn') : null
    case 'override-lifted':
      return overrideOn(state, event.effectiveOn) === null ? refuse('no-override') : null
    case 'attachment-added': {
      const { attachmentId, updateId } = event.facts
      if (state.withdrawn) return refuse('withdrawn')
      if (state.attachments.some((each) => each.id === attachmentId))
        return refuse('id-reused', { id: attachmentId })
      return updateId === null || state.updates.some((update) => update.id === updateId)
        ? null
        : refuse('not-found', { what: 'update', id: updateId })
    }
    case 'attachment-changed':
    case 'attachment-removed': {
      const { attachmentId } = event.facts
      return state.attachments.some((each) => each.id === attachmentId)
        ? null
        : refuse('not-found', { what: 'attachment', id: attachmentId })
    }
    case 'link-removed':
      return hasLink(state, event.facts) ? null : refuse('not-found', { what: 'link', id: event.facts.to })
  }
}

type AskedAttachment = NonNullable<Parameters<typeof decideEvent>[1]['attachment']>

/** The fields of an attachment that somebody changed since they were seen. */
const staleAttachment = (
  { attachments }: ActionState,
  asked: AskedAttachment | undefined,
): { field: string; position: number }[] => {
  const known = attachments.find(({ id }) => id === asked?.id)
  if (asked === undefined || known === undefined) return []
  return asked.changed
    .filter((field) => known.touched[field] > (asked.seen[field] ?? Number.POSITIVE_INFINITY))
    .map((field) => ({ field: attachmentField(asked.id, field), position: known.touched[field] }))
}

/**
 * Checks one new event: it is dated no later than today, is not stale, can follow the state on its day, and
 * every later event can still follow. Later events that could not follow before (an import's transitions are
 * only findings) are ignored.
 */
export const decideEvent = (
  history: ActionHistory,
  asked: {
    readonly on: IsoDate
    readonly seen: Partial<Record<Touchable, number>>
    readonly changed: readonly Touchable[]
    readonly columns?: {
      readonly seen: Readonly<Record<string, number>>
      readonly changed: readonly string[]
    }
    /** An attachment that changes, with the versions that were seen of the fields that change. */
    readonly attachment?: {
      readonly id: string
      readonly seen: { readonly [F in AttachmentField]?: number | undefined }
      readonly changed: readonly AttachmentField[]
    }
  },
  context: DecideContext,
  actionId: string,
  body: ActionEvent,
): ActionDecision => {
  const past = pastOf(history)
  const now = actionNow(past)
  if (now === null) return err(refuse('not-found', { what: 'action', id: actionId }))
  if (asked.on > context.today)
    return err(refuse('effective-in-future', { on: asked.on, today: context.today }))
  const stale = [
    ...asked.changed
      .filter((field) => now.touched[field] > (asked.seen[field] ?? Number.POSITIVE_INFINITY))
      .map((field) => ({ field: field as string, position: now.touched[field] })),
    ...(asked.columns?.changed ?? []).flatMap((code) => {
      const position = now.columnsTouched[code] ?? 0
      return position > (asked.columns?.seen[code] ?? Number.POSITIVE_INFINITY)
        ? [{ field: columnField(code), position }]
        : []
    }),
    ...staleAttachment(now, asked.attachment),
  ]
  if (stale.length > 0)
    return err(
      refuse('stale', {
        fields: stale.map(({ field }) => field),
        position: stale.reduce((last, { position }) => Math.max(last, position), 0),
      }),
    )

  const pending: Pending<ActionEvent> = {
    ...body,
    id: context.newId(),
    stream: { kind: 'action', id: actionId },
    effectiveOn: asked.on,
  }
  // Most updates come after all that is recorded: then nothing follows, and the action is what it is now.
  const sorted = past.events.every(({ effectiveOn }) => effectiveOn <= asked.on) ? [] : standing(past.events)
  const before = sorted.filter((event) => event.effectiveOn <= asked.on)
  const after = sorted.slice(before.length)
  let state = after.length === 0 ? now : before.reduce(evolveAction, past.state)
  const refusal = refusalToFollow(state, pending)
  if (refusal !== null) return err(refusal)

  let was = state
  state = evolveAction(state, {
    ...pending,
    position: Number.MAX_SAFE_INTEGER,
    recordedAt: '',
    actor: context.actor,
    commandId: context.actor,
  })
  for (const event of after) {
    if (refusalToFollow(state, event) !== null && refusalToFollow(was, event) === null)
      return err(refuse('contradicts-later', { event: event.id, on: event.effectiveOn }))
    state = evolveAction(state, event)
    was = evolveAction(was, event)
  }
  return ok([pending])
}
