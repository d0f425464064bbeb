import type { Id } from '../id.ts'
import type { GivenLinkKind, LinkKind } from '../link/link.ts'
import type { Owner } from '../party/party.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { pinOf, type WorkflowPin } from '../workflow/pin.ts'
import type { ActionState } from './action.ts'
import type { ActionEvent, RefOrigin } from './events.ts'

/** Where a new action stands. */
export interface NewPlace {
  readonly planId: Id
  readonly sectionId: Id
  readonly ref: string
  readonly slug: string
  readonly refOrigin: RefOrigin
  readonly order: number
  /** The workflow of its plan. */
  readonly workflow: WorkflowPin
}

/** What a new action says. */
export interface NewWords {
  readonly text: string
  readonly owners: readonly Owner[]
  readonly ownerSaid: string | null
  readonly timescale: Timescale
  readonly success?: string | null
  readonly tags?: readonly string[]
  readonly details?: ActionState['details']
  /** Its area; absent or `null` for that of its plan. */
  readonly areaId?: Id | null
}

/** The event of a new action, from the day `on`. */
export const actionAddedBy = (
  actionId: Id,
  { workflow, ...place }: NewPlace,
  { text, owners, ownerSaid, timescale, success = null, tags = [], details = [], areaId = null }: NewWords,
  on: string,
  { newId }: Pick<DecideContext, 'newId'>,
): Pending<ActionEvent> => {
  const { said, anchor, every, ...meaning } = timescale
  return {
    type: 'action-added',
    v: 1,
    id: newId(),
    stream: { kind: 'action', id: actionId },
    effectiveOn: on,
    facts: {
      ...place,
      ...pinOf(workflow),
      ...(areaId === null ? {} : { areaId }),
      owners: [...owners],
      timescale: meaning,
      from: null,
    },
    words: {
      text,
      ownerSaid,
      timescale: { said, anchor, every },
      ...(success === null || success === '' ? {} : { success }),
      ...(tags.length === 0 ? {} : { tags: [...tags] }),
      details: [...details],
    },
  }
}

/** The event of a link of an action to another, from the day `on`. */
export const linkAddedBy = (
  actionId: Id,
  kind: Exclude<LinkKind, Exclude<GivenLinkKind, 'continues'>>,
  to: Id,
  { on, reason }: { readonly on: string; readonly reason: string | undefined },
  { newId }: Pick<DecideContext, 'newId'>,
): Pending<ActionEvent> => ({
  type: 'link-added',
  v: 1,
  id: newId(),
  stream: { kind: 'action', id: actionId },
  effectiveOn: on,
  facts: { kind, to },
  words: { reason: reason || null },
})
