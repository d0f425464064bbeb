import { foldWords } from '../../words/fold.ts'
import { eachAction } from '../each-action.ts'
import type { Check } from '../violation.ts'

/** An action whose ref another action of its plan carried before it. */
export const check: Check<'duplicate-ref'> = (subject) => {
  const taken = new Set<string>()
  return eachAction(subject, ({ ref }, plan) => {
    const key = `${plan.id} ${foldWords(ref ?? '')}`
    const doubled = ref !== null && taken.has(key)
    taken.add(key)
    return doubled ? [{ args: {} }] : []
  })
}
