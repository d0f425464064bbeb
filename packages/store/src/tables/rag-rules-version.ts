/** A version of RAG rules that was saved in this record. `rag_rules` is the complete rules (JSON). */
export interface RagRulesVersionTable {
  code: string
  version: number
  rag_rules_id: string
  recorded_at: string
  rag_rules: string
  /** 1 while it is undone: it cannot be pinned, and only questions with an earlier `knownAt` use it. */
  undone: number
}
