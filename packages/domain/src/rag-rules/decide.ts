import type * as z from 'zod'
import { checkRagRules } from '../rag/check.ts'
import { ragPresets } from '../rag/presets/presets.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import type { saveRagRules } from './commands.ts'
import type { RagRulesSaved } from './events.ts'

/** The newest version saved under a code, and its stream; `null` where the code is new. */
export interface SavedVersion {
  readonly ragRulesId: string
  readonly version: number
  /** The highest version ever saved under the code, including undone ones: no number is reused. */
  readonly highest: number
}

/**
 * Decides to save rules. Refused with `rules-built-in` (the code of shipped rules), `rules-invalid` with the
 * first fault's code and path, and `stale` where somebody saved another version since.
 */
export const decideSaveRagRules = (
  newest: SavedVersion | null,
  { ragRulesId, ragRules: given }: z.output<typeof saveRagRules.input>,
  context: DecideContext,
): Result<Pending<RagRulesSaved>[], Refusal> => {
  if (ragPresets.some((preset) => preset.code === given.code))
    return err(refuse('rules-built-in', { code: given.code }))
  const version = (newest?.highest ?? 0) + 1
  const checked = checkRagRules({ ...given, version })
  if (!checked.ok) {
    const [first] = checked.error
    return err(
      refuse('rules-invalid', {
        faults: checked.error.length,
        fault: first?.code ?? '',
        path: first?.path.join('.') ?? '',
      }),
    )
  }
  if (given.version !== (newest?.version ?? 0)) return err(refuse('stale', { fields: ['rag-rules'] }))
  const { code, title, description, levels, rules, otherwise } = checked.value.ragRules
  const saved: Pending<RagRulesSaved> = {
    type: 'rag-rules-saved',
    v: 1,
    id: context.newId(),
    stream: { kind: 'rag-rules', id: newest?.ragRulesId ?? ragRulesId },
    effectiveOn: context.today,
    facts: {
      code,
      version,
      levels: levels.map(({ code, reasonDue, asksNextDate }) => ({ code, reasonDue, asksNextDate })),
      rules: [...rules],
      otherwise,
    },
    words: {
      title,
      description,
      levels: levels.map(({ letter, word, shape, meaning }) => ({ letter, word, shape, meaning })),
    },
  }
  return ok([saved])
}
