/** A version of RAG rules that was saved here. `rag_rules` is the whole of them (JSON). */
export interface RagRulesVersionTable {
  code: string
  version: number
  rag_rules_id: string
  recorded_at: string
  rag_rules: string
  /** 1 while it is undone: nothing can pin it, and it is there in earlier knowledge alone. */
  undone: number
}
