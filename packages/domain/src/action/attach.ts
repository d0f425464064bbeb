import type * as z from 'zod'
import type { NamedFile } from '../attachment/attachment.ts'
import { type AttachmentField, MOST_ATTACHMENTS } from '../attachment/fields.ts'
import type { GivenAttachment } from '../attachment/given.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import type { addAttachment, changeAttachment, recordUpdate, removeAttachment } from './commands.ts'
import type { ActionEvent } from './events.ts'
import { type ActionDecision, type ActionHistory, decideEvent, pastOf } from './one-event.ts'
import { actionNow } from './since.ts'

/** The files that were uploaded, by the ids of their uploads. */
export type Uploads = ReadonlyMap<Id, NamedFile>

type AttachmentAdded = Extract<ActionEvent, { type: 'attachment-added' }>

/**
 * Decides to add a file or a web link. Refused with `file-or-address` (both, or neither), `not-found` (the
 * upload, the update, the action), `attachments-full`, `id-reused`, `effective-in-future` (also of the day of
 * the evidence), `before-it-exists`, `withdrawn`.
 */
export const decideAddAttachment = (
  history: ActionHistory,
  command: z.output<typeof addAttachment.input>,
  context: DecideContext,
  uploads: Uploads,
): ActionDecision => {
  const { actionId, updateId = null, reason } = command
  const on = command.on ?? context.today
  const added = attachmentAdded(history, [command], { on, updateId, reason }, context, uploads)
  if (!added.ok) return added
  const [body] = added.value
  return body === undefined
    ? ok([])
    : decideEvent(history, { on, seen: {}, changed: [] }, context, actionId, body)
}

/** The events of an update with those of the files and links that come with it. */
export const withAttachments = (
  history: ActionHistory,
  events: readonly Pending<ActionEvent>[],
  { actionId, updateId, attachments = [], ...command }: z.output<typeof recordUpdate.input>,
  context: DecideContext,
  uploads: Uploads,
): ActionDecision => {
  const on = command.on ?? context.today
  const added = attachmentAdded(history, attachments, { on, updateId }, context, uploads)
  if (!added.ok) return added
  const stream = { kind: 'action', id: actionId } as const
  return ok([
    ...events,
    ...added.value.map((body) => ({ ...body, id: context.newId(), stream, effectiveOn: on })),
  ])
}

/**
 * Decides another title, or whether a file or link is evidence. Refused with `nothing-said`, `not-found`,
 * `stale`, `effective-in-future`, `before-it-exists`, `contradicts-later`. No event where it has the values
 * already.
 */
export const decideChangeAttachment = (
  history: ActionHistory,
  command: z.output<typeof changeAttachment.input>,
  context: DecideContext,
): ActionDecision => {
  const { actionId, attachmentId, title, reason, seen } = command
  if (title === undefined && command.evidence === undefined && command.evidenceOn === undefined)
    return err(refuse('nothing-said'))
  const on = command.on ?? context.today
  const known = actionNow(pastOf(history))?.attachments.find(({ id }) => id === attachmentId)
  const marked = command.evidence ?? command.evidenceOn !== undefined
  const evidence =
    command.evidence === undefined && command.evidenceOn === undefined
      ? undefined
      : marked
        ? (command.evidenceOn ?? known?.evidence ?? on)
        : null
  if (evidence != null && evidence > context.today)
    return err(refuse('effective-in-future', { on: evidence, today: context.today }))
  const isNew = { title: title !== known?.title, evidence: evidence !== known?.evidence }
  const changed: AttachmentField[] = [
    ...(title === undefined || !isNew.title ? [] : (['title'] as const)),
    ...(evidence === undefined || !isNew.evidence ? [] : (['evidence'] as const)),
  ]
  if (known !== undefined && changed.length === 0) return ok([])
  return decideEvent(
    history,
    { on, seen: {}, changed: [], attachment: { id: attachmentId, seen, changed } },
    context,
    actionId,
    {
      type: 'attachment-changed',
      v: 1,
      facts: { attachmentId, ...(evidence === undefined || !isNew.evidence ? {} : { evidence }) },
      words: { ...(title === undefined || !isNew.title ? {} : { title }), reason: reason || null },
    },
  )
}

/**
 * Decides to remove a file or link. Refused with `not-found`, `stale`, `effective-in-future`,
 * `before-it-exists`, and `contradicts-later` where it was changed on a later day.
 */
export const decideRemoveAttachment = (
  history: ActionHistory,
  { actionId, attachmentId, on, reason, seen }: z.output<typeof removeAttachment.input>,
  context: DecideContext,
): ActionDecision =>
  decideEvent(
    history,
    {
      on: on ?? context.today,
      seen: {},
      changed: [],
      attachment: { id: attachmentId, seen, changed: ['title', 'evidence'] },
    },
    context,
    actionId,
    { type: 'attachment-removed', v: 1, facts: { attachmentId }, words: { reason: reason || null } },
  )

/** The events of new files and links, or why there can be none of them. */
const attachmentAdded = (
  history: ActionHistory,
  given: readonly GivenAttachment[],
  by: { readonly on: IsoDate; readonly updateId: Id | null; readonly reason?: string | undefined },
  context: DecideContext,
  uploads: Uploads,
): Result<AttachmentAdded[], Refusal> => {
  const past = pastOf(history)
  const ids = new Set([
    ...(past.state?.attachments ?? []).map(({ id }) => id),
    ...past.events.flatMap((event) => (event.type === 'attachment-added' ? [event.facts.attachmentId] : [])),
  ])
  if ((actionNow(past)?.attachments.length ?? 0) + given.length > MOST_ATTACHMENTS)
    return err(refuse('attachments-full', { limit: MOST_ATTACHMENTS }))
  const bodies: AttachmentAdded[] = []
  for (const { attachmentId, uploadId, url = null, title, evidence, evidenceOn } of given) {
    if (ids.has(attachmentId)) return err(refuse('id-reused', { id: attachmentId }))
    ids.add(attachmentId)
    if ((uploadId === undefined) === (url === null)) return err(refuse('file-or-address'))
    const file = uploadId === undefined ? null : uploads.get(uploadId)
    if (file === undefined) return err(refuse('not-found', { what: 'upload', id: uploadId ?? '' }))
    const marked = (evidence ?? evidenceOn !== undefined) ? (evidenceOn ?? by.on) : null
    if (marked !== null && marked > context.today)
      return err(refuse('effective-in-future', { on: marked, today: context.today }))
    bodies.push({
      type: 'attachment-added',
      v: 1,
      facts: {
        attachmentId,
        updateId: by.updateId,
        file: file === null ? null : { sha256: file.sha256, bytes: file.bytes },
        evidence: marked,
      },
      words: {
        title: title ?? file?.name ?? url ?? '',
        name: file?.name ?? null,
        url,
        reason: by.reason || null,
      },
    })
  }
  return ok(bodies)
}
