import { foldWords } from '../../words/fold.ts'
import { eachAction } from '../each-action.ts'
import type { Check, ViolationArgs } from '../violation.ts'

/**
 * An action with the same text and columns as another action of its section, word for word; across sections
 * the owner and the timescale must be the same too, since every service may have its "Discovery". `ofAction`
 * is the first one's id, `of` its ref where it has one.
 */
export const check: Check<'same-text-twice'> = (subject) => {
  const first = new Map<string, ViolationArgs['same-text-twice']>()
  return eachAction(subject, ({ id, ref, section, text, owners, timescale, details }, plan) => {
    const words = foldWords(text).replace(/[\s.]+$/, '')
    if (words === '') return []
    const content = [plan.id, words, ...details.map((detail) => foldWords(detail.text))].join('\n')
    const keys = [section, [...owners, foldWords(timescale.said)].join(' ')].map(
      (same) => `${content}\n${same}`,
    )
    const of = keys.map((key) => first.get(key)).find((found) => found !== undefined)
    for (const key of keys)
      if (!first.has(key)) first.set(key, { ofAction: id, ...(ref === null ? {} : { of: ref }) })
    return of === undefined ? [] : [{ args: of, quote: text }]
  })
}
