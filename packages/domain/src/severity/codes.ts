/**
 * The code of every validator, as in `validators`. Codes are stable: each is the name of the folder with its
 * check, test and page.
 */
export const validatorCodes = [
  'closed-before-the-work-ends',
  'duplicate-ref',
  'ends-before-it-starts',
  'level-outside-rules',
  'level-without-reason',
  'no-date',
  'no-owner',
  'no-update-in-period',
  'ongoing-without-review',
  'owner-only-in-prose',
  'owner-to-be-confirmed',
  'past-when-set',
  'percentage-does-not-fit',
  'same-text-twice',
  'section-without-actions',
  'several-promises',
  'target-without-measure',
  'total-does-not-add-up',
  'words-against-table',
] as const
export type ValidatorCode = (typeof validatorCodes)[number]
