import type { Instant, IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'

export const streamKinds = [
  // One a line: a new kind is one line.
  'plan',
  'action',
  'party',
  'rag-rules',
  'person',
  'record',
  'area',
  'conversation',
] as const
export type StreamKind = (typeof streamKinds)[number]

/**
 * The parts of every event body: a type, its version, facts, and free text apart from them so that it can be
 * redacted.
 */
export interface EventBody {
  readonly type: string
  readonly v: number
  readonly facts: Readonly<Record<string, unknown>>
  readonly words: Readonly<Record<string, unknown>>
}

/** An event that is decided and not yet recorded. */
export type Pending<B extends EventBody = EventBody> = B & {
  readonly id: Id
  readonly stream: { readonly kind: StreamKind; readonly id: Id }
  /** The date from which it is effective: never later than today. */
  readonly effectiveOn: IsoDate
}

/** An event in the record. `position` increases with every recorded event, across all streams. */
export type Recorded<B extends EventBody = EventBody> = Pending<B> & {
  readonly position: number
  readonly recordedAt: Instant
  readonly actor: Id
  readonly commandId: Id
  /** Only set by `standing`: the event that this one undid and in whose place it is folded. */
  readonly undone?: Recorded
}

/** What a decision has besides the history: the London day, the person, and a source of new ids. */
export interface DecideContext {
  readonly today: IsoDate
  readonly actor: Id
  readonly newId: () => Id
}

/** The order in which a stream is folded: by the effective date, then by the order of recording. */
export const byEffect = (
  a: { effectiveOn: IsoDate; position: number },
  b: { effectiveOn: IsoDate; position: number },
): number =>
  a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.position - b.position
