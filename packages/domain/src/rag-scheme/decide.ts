import type * as z from 'zod'
import { checkScheme } from '../rag/check.ts'
import { ragPresets } from '../rag/presets/presets.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import type { saveScheme } from './commands.ts'
import type { SchemeEvent } from './events.ts'

/** The newest version there is of a saved scheme's code, and its stream; `null` where the code is new. */
export interface SavedVersion {
  readonly schemeId: string
  readonly version: number
}

/**
 * Decides to save a scheme. Refused with `scheme-built-in` (the code of one that ships), `scheme-invalid` with the first fault's code
 * and path, and `stale` where somebody saved another version since.
 */
export const decideSaveScheme = (
  newest: SavedVersion | null,
  { schemeId, scheme: given }: z.output<typeof saveScheme.input>,
  context: DecideContext,
): Result<Pending<SchemeEvent>[], Refusal> => {
  if (ragPresets.some((preset) => preset.code === given.code)) return err(refuse('scheme-built-in', { code: given.code }))
  const version = (newest?.version ?? 0) + 1
  const checked = checkScheme({ ...given, version })
  if (!checked.ok) {
    const [first] = checked.error
    return err(refuse('scheme-invalid', { faults: checked.error.length, fault: first?.code ?? '', path: first?.path.join('.') ?? '' }))
  }
  if (given.version !== (newest?.version ?? 0)) return err(refuse('stale', { fields: 'scheme' }))
  const { code, title, description, levels, rules, otherwise } = checked.value.scheme
  const saved: Pending<SchemeEvent> = {
    type: 'scheme-saved',
    v: 1,
    id: context.newId(),
    stream: { kind: 'scheme', id: newest?.schemeId ?? schemeId },
    effectiveOn: context.today,
    facts: {
      code,
      version,
      levels: levels.map(({ code, reasonDue, asksNextDate }) => ({ code, reasonDue, asksNextDate })),
      rules: [...rules],
      otherwise,
    },
    words: { title, description, levels: levels.map(({ letter, word, shape, meaning }) => ({ letter, word, shape, meaning })) },
  }
  return ok([saved])
}
