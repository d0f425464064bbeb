/**
 * A secret address: what it gives, and to whom it belongs. `digest` is the SHA-256 (hex) of the secret, which is nowhere
 * else; `plan_id` is empty where it is not limited to a plan. An ended one is kept, so that whoever still asks it does
 * not count as guessing. Like sessions the rows are about access alone: a backup has none.
 */
export interface FeedTable {
  id: string
  person_id: string
  kind: string
  plan_id: string
  with_words: number
  name: string
  digest: string
  made_at: string
  used_at: string | null
  ended_at: string | null
}
