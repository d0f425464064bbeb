import { foldWords } from '../../words/fold.ts'
import { eachAction } from '../each-action.ts'
import type { Check } from '../violation.ts'

/** An action with the same ref as an earlier action of its plan. */
export const check: Check<'duplicate-ref'> = (subject) => {
  const taken = new Set<string>()
  return eachAction(subject, ({ ref }, plan) => {
    const key = `${plan.id} ${foldWords(ref ?? '')}`
    const doubled = ref !== null && taken.has(key)
    taken.add(key)
    return doubled ? [{ args: {} }] : []
  })
}
