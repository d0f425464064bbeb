import { eachAction } from '../each-action.ts'
import { sentencesOf } from '../sentences.ts'
import type { SubjectAction } from '../subject.ts'
import type { Check } from '../violation.ts'
import { saidEnd } from './said-end.ts'

/**
 * A complete action with an update, on the day of completion or later, whose words say that work ends after
 * that day. It is based on words and quotes them; no RAG rule may use it as a fact.
 */
export const check: Check<'closed-before-the-work-ends'> = (subject) =>
  eachAction(subject, (action) => {
    const { completedOn } = action
    if (completedOn === null) return []
    return action.updates.flatMap((update) => {
      const latest = update.on < completedOn ? undefined : lastEnd(update)
      return latest === undefined || latest.end <= completedOn
        ? []
        : [
            {
              args: { closed: completedOn, ends: latest.end, said: update.on },
              quote: latest.sentence,
              update: update.id,
            },
          ]
    })
  })

const lastEnd = ({ on, text }: SubjectAction['updates'][number]) =>
  sentencesOf(text ?? '')
    .flatMap((sentence) => {
      const end = saidEnd(sentence, on)
      return end === null ? [] : [{ sentence, end }]
    })
    .sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0))
    .at(-1)
