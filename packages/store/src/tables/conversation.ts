/** A conversation as it is now; made from its events. */
export interface ConversationTable {
  id: string
  subject_kind: string
  subject_id: string
  /** The position of the event that began it: conversations about a subject are numbered in this order. */
  position: number
  /** 0 while the event that began it is undone. */
  there: number
  /** 1 while it is settled. */
  settled: number
}

/** Whom the remarks that are not removed mention; made from the events. */
export interface MentionTable {
  /** `person` or `party`. */
  kind: string
  /** The person or party. */
  target_id: string
  conversation_id: string
  remark_id: string
  /** The position of the event since which the remark has the mention. */
  position: number
  /** Who said it. */
  by_id: string
}

/** How far a person has read a conversation: up to the event at the position. Kept beside the events. */
export interface ConversationReadTable {
  person_id: string
  conversation_id: string
  position: number
}
