import type { RagScheme, WhatIfView } from '@beatbook/domain'
import { blank, lines, type PageLine } from '../../output/page.ts'
import { fitted } from '../../output/table.ts'
import { schemeReport } from '../../rules/report.ts'
import { whatIfRows, whatIfSentence } from '../../rules/what-if-lines.ts'

/** A scheme in sentences and, tried on a plan, what it would change there. */
export const schemeLines = (scheme: RagScheme, tried: { plan: string; whatIf: WhatIfView } | null, width: number): PageLine[] => [
  ...schemeReport(scheme, width).flatMap((line, at) =>
    line === '' ? [blank] : hanging(line, width, at === 0 || line === 'Levels' || line.startsWith('Rules;') ? 'heading' : 'plain'),
  ),
  ...(tried === null ? [] : [blank, ...lines(`On ${tried.plan}: ${whatIfSentence(tried.whatIf)}`, width, 'heading'), ...changes(tried.whatIf, width)]),
]

const changes = (whatIf: WhatIfView, width: number): PageLine[] =>
  whatIfRows(whatIf).flatMap(([address = '', today = '', later = '', text = '']): PageLine[] => [
    { text: fitted(`${fitted(address, 18)} ${fitted(today, 12)} ${text}`, width).trimEnd(), tone: 'plain' },
    ...(later === '–' ? [] : lines(later, width, 'quiet', 4)),
  ])

/** A line that goes on below where its words began. */
const hanging = (line: string, width: number, tone: PageLine['tone']): PageLine[] => {
  const indent = line.length - line.trimStart().length
  return lines(line.trim(), width, tone, indent)
}
