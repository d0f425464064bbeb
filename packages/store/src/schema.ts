import type { ActionOwnerTable } from './tables/action-owner.ts'
import type { ActionValueTable } from './tables/action-value.ts'
import type { ActionVersionTable } from './tables/action-version.ts'
import type { AggregateVersionTable } from './tables/aggregate-version.ts'
import type { AnswersForTable } from './tables/answers-for.ts'
import type { CommandTable } from './tables/command.ts'
import type { DocumentTable } from './tables/document.ts'
import type { DocumentPlaceTable } from './tables/document-place.ts'
import type { DraftTable } from './tables/draft.ts'
import type { EventTable } from './tables/event.ts'
import type { LinkTable } from './tables/link.ts'
import type { PartyTable } from './tables/party.ts'
import type { AccountTable, SessionTable, UserTable } from './tables/person.ts'
import type { PlanVersionTable } from './tables/plan-version.ts'
import type { RagRulesVersionTable } from './tables/rag-rules-version.ts'
import type { RatingTable } from './tables/rating.ts'
import type { RatingDueTable } from './tables/rating-due.ts'
import type { RecordTable } from './tables/record.ts'

/**
 * Every table of the record. Of the tables of sign-in, which better-auth reads and writes too, only those
 * that commands about people change.
 */
export interface Schema {
  account: AccountTable
  action_owner: ActionOwnerTable
  action_value: ActionValueTable
  action_version: ActionVersionTable
  aggregate_version: AggregateVersionTable
  answers_for: AnswersForTable
  rating: RatingTable
  command: CommandTable
  document: DocumentTable
  document_place: DocumentPlaceTable
  draft: DraftTable
  event: EventTable
  link: LinkTable
  party: PartyTable
  plan_version: PlanVersionTable
  rating_due: RatingDueTable
  record: RecordTable
  rag_rules_version: RagRulesVersionTable
  session: SessionTable
  user: UserTable
}
