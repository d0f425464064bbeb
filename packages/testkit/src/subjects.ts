import { type Draft, type DraftAction, type Subject, subjectOfDraft } from '@beatbook/domain'
import { TODAY } from './clock.ts'
import { aDraft, anAction, aPlan, aSection } from './drafts.ts'

/**
 * What rules see of one plan with one section of these actions; each has its number as its ref and its own
 * text unless it gives others.
 */
export const aSubject = (...actions: Partial<DraftAction>[]): Subject => {
  const numbered = actions.map((given, at) =>
    anAction({
      text: `Hold a beat surgery in ward ${at + 1}`,
      ...given,
      ref: given.ref ?? `${at + 1}`,
      key: `action-${at + 1}`,
    }),
  )
  return aSubjectOf({ plans: [aPlan({ sections: [aSection({ actions: numbered })] })] })
}

/** What rules see of a draft. */
export const aSubjectOf = (draft: Partial<Draft>): Subject => subjectOfDraft(aDraft(draft), TODAY)
