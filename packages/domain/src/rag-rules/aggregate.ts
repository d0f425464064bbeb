import { decided, defineAggregate } from '../aggregate/aggregate.ts'
import type { RagRules } from '../rag/rules.ts'
import { refuse } from '../refusal.ts'
import { err } from '../result.ts'
import type { Recorded } from '../stream/event.ts'
import { saveRagRules } from './commands.ts'
import { decideSaveRagRules } from './decide.ts'
import { type RagRulesEvent, ragRulesEvent, ragRulesIn } from './events.ts'
import { newestVersion, ragRulesIdTaken } from './needs.ts'

/** The RAG rules of one code as data; the state is their newest version. */
export const ragRulesAggregate = defineAggregate({
  kind: 'rag-rules',
  home: 'root-area',
  event: ragRulesEvent,
  evolve: (state: RagRules | null, event: Recorded<RagRulesEvent>): RagRules | null =>
    event.type === 'rag-rules-saved' ? ragRulesIn(event) : state,
  view: null,
  commands: {
    'save-rag-rules': decided(saveRagRules, {
      needs: ({ ragRulesId, ragRules }) => ({
        newest: newestVersion(ragRules.code),
        taken: ragRulesIdTaken(ragRulesId),
      }),
      decide: ({ newest, taken }, input, context) =>
        newest === null && taken
          ? err(refuse('id-reused', { id: input.ragRulesId }))
          : decideSaveRagRules(newest, input, context),
    }),
  },
})
