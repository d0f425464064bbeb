import type { WhatIfView } from '@beatbook/contract'
import { counted, dayShort, dayWords } from '@beatbook/domain/english'

/**
 * What other rules would change, a row for each action: today, and in which periods of the following quarter.
 */
export const whatIfRows = (whatIf: WhatIfView): string[][] =>
  whatIf.changes.map((change) => [
    change.address,
    change.today === null ? '–' : inOther(change.today),
    change.later.map((span) => `${dayShort(span.from)}: ${inOther(span)}`).join(', ') || '–',
    change.text,
  ])

export const whatIfColumns = [
  { heading: 'ADDRESS' },
  { heading: 'TODAY' },
  { heading: 'LATER', flexible: true },
  { heading: 'ACTION', flexible: true },
]

/** How many actions other rules would rate differently, in one sentence. */
export const whatIfSentence = (whatIf: WhatIfView): string => {
  const today = whatIf.changes.filter((change) => change.today !== null).length
  return `${counted(today, 'action')} of ${whatIf.actions} would have another level today, ${counted(whatIf.changes.length, 'action')} some day by ${dayWords(whatIf.until)}, if nobody writes.`
}

type Other = NonNullable<WhatIfView['changes'][number]['today']>
const inOther = ({ is, would }: Other): string => `${is.shape} ${is.letter} → ${would.shape} ${would.letter}`
