import type { ValidatorCode } from '../severity/codes.ts'
import type { ValidatorSeverity } from '../severity/severity.ts'
import { check as closedBeforeTheWorkEnds } from './closed-before-the-work-ends/check.ts'
import { check as duplicateRef } from './duplicate-ref/check.ts'
import { check as endsBeforeItStarts } from './ends-before-it-starts/check.ts'
import { check as levelOutsideRules } from './level-outside-rules/check.ts'
import { check as levelWithoutReason } from './level-without-reason/check.ts'
import { check as noDate } from './no-date/check.ts'
import { check as noOwner } from './no-owner/check.ts'
import { check as noUpdateInPeriod } from './no-update-in-period/check.ts'
import { check as ongoingWithoutReview } from './ongoing-without-review/check.ts'
import { check as ownerOnlyInProse } from './owner-only-in-prose/check.ts'
import { check as ownerToBeConfirmed } from './owner-to-be-confirmed/check.ts'
import { check as pastWhenSet } from './past-when-set/check.ts'
import { check as percentageDoesNotFit } from './percentage-does-not-fit/check.ts'
import { check as sameTextTwice } from './same-text-twice/check.ts'
import { check as sectionWithoutActions } from './section-without-actions/check.ts'
import { check as severalPromises } from './several-promises/check.ts'
import { check as targetWithoutMeasure } from './target-without-measure/check.ts'
import { check as totalDoesNotAddUp } from './total-does-not-add-up/check.ts'
import type { Check } from './violation.ts'
import { check as wordsAgainstTable } from './words-against-table/check.ts'

/** A validator: its default severity, what it checks, the input it needs to run, and its check. */
export interface Validator<C extends ValidatorCode = ValidatorCode> {
  readonly severity: ValidatorSeverity
  readonly looksAt: 'plan' | 'section' | 'action' | 'update' | 'table'
  readonly needs?: 'period' | 'levels'
  readonly check: Check<C>
}

/** Every validator by its code. */
export const validators = {
  'closed-before-the-work-ends': { severity: 'warning', looksAt: 'update', check: closedBeforeTheWorkEnds },
  'duplicate-ref': { severity: 'warning', looksAt: 'action', check: duplicateRef },
  'ends-before-it-starts': { severity: 'error', looksAt: 'action', check: endsBeforeItStarts },
  'level-outside-rules': { severity: 'error', looksAt: 'action', needs: 'levels', check: levelOutsideRules },
  'level-without-reason': { severity: 'warning', looksAt: 'action', check: levelWithoutReason },
  'no-date': { severity: 'warning', looksAt: 'action', check: noDate },
  'no-owner': { severity: 'warning', looksAt: 'action', check: noOwner },
  'no-update-in-period': { severity: 'warning', looksAt: 'action', needs: 'period', check: noUpdateInPeriod },
  'ongoing-without-review': { severity: 'info', looksAt: 'action', check: ongoingWithoutReview },
  'owner-only-in-prose': { severity: 'warning', looksAt: 'action', check: ownerOnlyInProse },
  'owner-to-be-confirmed': { severity: 'warning', looksAt: 'action', check: ownerToBeConfirmed },
  'past-when-set': { severity: 'warning', looksAt: 'action', check: pastWhenSet },
  'percentage-does-not-fit': { severity: 'warning', looksAt: 'table', check: percentageDoesNotFit },
  'same-text-twice': { severity: 'warning', looksAt: 'action', check: sameTextTwice },
  'section-without-actions': { severity: 'info', looksAt: 'section', check: sectionWithoutActions },
  'several-promises': { severity: 'info', looksAt: 'action', check: severalPromises },
  'target-without-measure': { severity: 'info', looksAt: 'action', check: targetWithoutMeasure },
  'total-does-not-add-up': { severity: 'warning', looksAt: 'table', check: totalDoesNotAddUp },
  'words-against-table': { severity: 'warning', looksAt: 'table', check: wordsAgainstTable },
} as const satisfies { readonly [C in ValidatorCode]: Validator<C> }
