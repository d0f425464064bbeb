import type { ReadAt } from '@beatbook/domain'
import type { AlikeView, PartyHistoryView, PartyPage, PartyQuestion, PartyView, VacancyView } from './view.ts'

/** Reads the parties that own actions. A merged party is read as the one it was merged into. */
export interface PartyReader {
  list(question: PartyQuestion): Promise<PartyPage>
  /** The party with an id or a name; `null` where there is none at that date. */
  get(owner: string, at?: ReadAt): Promise<PartyView | null>
  /** `null` where there is no such party. */
  history(owner: string, at?: ReadAt): Promise<PartyHistoryView | null>
  /** The owners with open actions and nobody there, longest first. */
  vacant(at?: ReadAt): Promise<VacancyView[]>
  /** The parties that may be the same, today. */
  alike(): Promise<AlikeView[]>
}
