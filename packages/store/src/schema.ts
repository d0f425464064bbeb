import type { ActionAddressTable } from './tables/action-address.ts'
import type { ActionNowTable, ActionSearchTable, SearchDueTable } from './tables/action-now.ts'
import type { ActionVersionTable } from './tables/action-version.ts'
import type { AggregateVersionTable } from './tables/aggregate-version.ts'
import type { AnswersForTable } from './tables/answers-for.ts'
import type { CommandTable } from './tables/command.ts'
import type { ContentTable } from './tables/content.ts'
import type { ContentOwnerTable } from './tables/content-owner.ts'
import type { ContentValueTable } from './tables/content-value.ts'
import type { ConversationReadTable, ConversationTable, MentionTable } from './tables/conversation.ts'
import type { DocumentTable } from './tables/document.ts'
import type { DocumentPlaceTable } from './tables/document-place.ts'
import type { DraftTable } from './tables/draft.ts'
import type { EventTable } from './tables/event.ts'
import type { FeedTable } from './tables/feed.ts'
import type { FormTable } from './tables/form.ts'
import type { HiddenPlanTable } from './tables/hidden-plan.ts'
import type { LinkTable } from './tables/link.ts'
import type { OwnerNowTable, OwnerTallyTable } from './tables/owner-now.ts'
import type { PartyMergeTable, PartyNameTable, PartyTable, PartyTieTable } from './tables/party.ts'
import type { AccountTable, SessionTable, UserTable } from './tables/person.ts'
import type { PlaceDueTable } from './tables/place-due.ts'
import type { PlanVersionTable } from './tables/plan-version.ts'
import type { PreparedPartTable } from './tables/prepared-part.ts'
import type { ProjectionTable } from './tables/projection.ts'
import type { RagRulesVersionTable } from './tables/rag-rules-version.ts'
import type { RatingTable } from './tables/rating.ts'
import type { RatingDueTable } from './tables/rating-due.ts'
import type { RecordTable } from './tables/record.ts'
import type { RemovedEntryTable } from './tables/removed-entry.ts'
import type { StagedPlanTable } from './tables/staged-plan.ts'
import type { TallyTable } from './tables/tally.ts'
import type { UnfinishedAcceptTable } from './tables/unfinished-accept.ts'
import type { UploadTable } from './tables/upload.ts'
import type { UsedNumberTable } from './tables/used-number.ts'
import type { ViewTable } from './tables/view.ts'

/**
 * Every table of the record. Of the tables of sign-in, which better-auth reads and writes too, only those
 * that commands about people change.
 */
export interface Schema {
  account: AccountTable
  action_address: ActionAddressTable
  action_now: ActionNowTable
  action_search: ActionSearchTable
  action_version: ActionVersionTable
  aggregate_version: AggregateVersionTable
  answers_for: AnswersForTable
  rating: RatingTable
  command: CommandTable
  content: ContentTable
  content_owner: ContentOwnerTable
  content_value: ContentValueTable
  conversation: ConversationTable
  conversation_read: ConversationReadTable
  document: DocumentTable
  document_place: DocumentPlaceTable
  draft: DraftTable
  event: EventTable
  feed: FeedTable
  hidden_plan: HiddenPlanTable
  link: LinkTable
  mention: MentionTable
  owner_now: OwnerNowTable
  owner_tally: OwnerTallyTable
  party: PartyTable
  party_merge: PartyMergeTable
  party_name: PartyNameTable
  party_tie: PartyTieTable
  place_due: PlaceDueTable
  plan_version: PlanVersionTable
  prepared_part: PreparedPartTable
  projection: ProjectionTable
  rating_due: RatingDueTable
  record: RecordTable
  rag_rules_version: RagRulesVersionTable
  removed_entry: RemovedEntryTable
  search_due: SearchDueTable
  session: SessionTable
  staged_plan: StagedPlanTable
  tally: TallyTable
  unfinished_accept: UnfinishedAcceptTable
  upload: UploadTable
  used_number: UsedNumberTable
  form: FormTable
  view: ViewTable
  user: UserTable
}
