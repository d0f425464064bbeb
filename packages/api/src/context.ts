import type {
  ActionReader,
  AggregateReader,
  CommandRunner,
  DocumentReader,
  DraftKeeper,
  PeopleKeeper,
  PlanReader,
  RatingReader,
  WorkKeeper,
} from '@beatbook/contract'
import type { Instant, IsoDate, Person } from '@beatbook/domain'
import type { ChangeFeed } from './feed.ts'

/** What the procedures need of the record and of the people's register; the composition root supplies it. */
export interface Ports {
  readonly plans: PlanReader
  readonly actions: ActionReader
  readonly aggregates: AggregateReader
  readonly rating: RatingReader
  readonly drafts: DraftKeeper
  readonly documents: DocumentReader
  readonly commands: Pick<CommandRunner, 'run'>
  readonly work: WorkKeeper
  readonly people: PeopleKeeper
  readonly changes: ChangeFeed
}

/**
 * One call: the ports, who calls, and when. `checkOutputs` holds every answer to its schema; it is off in
 * production, where it halves the speed of a list.
 */
export interface ApiContext {
  readonly ports: Ports
  readonly person: Person | null
  /** The session they call by, which stays open when they change their password. */
  readonly sessionId: string | null
  /** Whether the session the call came with is still open: what goes on for long asks again. */
  readonly stillSignedIn: () => Promise<boolean>
  readonly now: Instant
  readonly today: IsoDate
  readonly force: string
  readonly version: string
  /** Whether the server makes a check of every file that is brought. */
  readonly filesChecked: boolean
  readonly checkOutputs: boolean
}
