import type {
  ActionReader,
  AggregateReader,
  CommandRunner,
  ConversationKeeper,
  DocumentReader,
  DraftKeeper,
  FormKeeper,
  PartyReader,
  PeopleKeeper,
  PlanReader,
  RatingReader,
  ViewKeeper,
  WorkKeeper,
} from '@beatbook/contract'
import type { Instant, IsoDate, Person } from '@beatbook/domain'
import type { ChangeFeed } from './feed.ts'

/** What the procedures need from the record and the register of people; the composition root supplies it. */
export interface Ports {
  readonly plans: PlanReader
  readonly actions: ActionReader
  readonly aggregates: AggregateReader
  readonly rating: RatingReader
  readonly drafts: DraftKeeper
  readonly documents: DocumentReader
  readonly commands: Pick<CommandRunner, 'run' | 'previewChange' | 'previewHandOver' | 'previewUndo'>
  readonly parties: PartyReader
  readonly conversations: ConversationKeeper
  readonly views: ViewKeeper
  readonly forms: FormKeeper
  readonly work: WorkKeeper
  readonly people: PeopleKeeper
  readonly changes: ChangeFeed
}

/**
 * The context of one call: the ports, who calls, and when. `checkOutputs` validates every answer against its
 * schema; it is off in production, where it halves the speed of a list.
 */
export interface ApiContext {
  readonly ports: Ports
  readonly person: Person | null
  /** The caller's session, which stays open when they change their password. */
  readonly sessionId: string | null
  /** Whether the caller's session is still open; long-running calls check it repeatedly. */
  readonly stillSignedIn: () => Promise<boolean>
  readonly now: Instant
  readonly today: IsoDate
  readonly force: string
  /** The SHA-256 of its crest; `null` where it has none. */
  readonly crest: string | null
  /** Its protective marking in words; `null` where it has none. */
  readonly marking: string | null
  readonly version: string
  /** Whether the server checks every uploaded file. */
  readonly filesChecked: boolean
  readonly checkOutputs: boolean
}
