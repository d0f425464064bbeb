import type { BackTestView, RagScheme, WhatIfView } from '@beatbook/domain'
import { backTestSentences, dayWords } from '@beatbook/presentation'
import { blank, hanging, lines, type PageLine } from '../../output/page.ts'
import { fitted } from '../../output/table.ts'
import { schemeReport } from '../../rules/report.ts'
import { whatIfRows, whatIfSentence } from '../../rules/what-if-lines.ts'

/** A scheme in sentences and, tried on a plan, what it would change there. */
export const schemeLines = (scheme: RagScheme, tried: Tried | null, width: number): PageLine[] => [
  ...schemeReport(scheme, width).flatMap((line) => hanging(line, width)),
  ...(tried === null
    ? []
    : [
        blank,
        ...lines(`On ${tried.plan}: ${whatIfSentence(tried.whatIf)}`, width, 'heading'),
        ...changes(tried.whatIf, width),
        ...past(tried.backTest, width),
      ]),
]

/** What a scheme would do to a plan, and how it would have done. */
export interface Tried {
  readonly plan: string
  readonly whatIf: WhatIfView
  readonly backTest: BackTestView
}

const past = (backTest: BackTestView, width: number): PageLine[] => [
  blank,
  ...lines(`Over the past, ${dayWords(backTest.from)} to ${dayWords(backTest.until)}`, width, 'heading'),
  ...backTestSentences(backTest).flatMap((sentence) => lines(sentence, width, 'plain', 2)),
]

const changes = (whatIf: WhatIfView, width: number): PageLine[] =>
  whatIfRows(whatIf).flatMap(([address = '', today = '', later = '', text = '']): PageLine[] => [
    { text: fitted(`${fitted(address, 18)} ${fitted(today, 12)} ${text}`, width).trimEnd(), tone: 'plain' },
    ...(later === '–' ? [] : lines(later, width, 'quiet', 4)),
  ])
