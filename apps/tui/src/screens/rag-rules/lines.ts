import type { BackTestView, WhatIfView } from '@beatbook/contract'
import type { RagRules } from '@beatbook/domain'
import { backTestSentences, dayWords } from '@beatbook/domain/english'
import { blank, hanging, lines, type PageLine } from '../../output/page.ts'
import { fitted } from '../../output/table.ts'
import { ragRulesReport } from '../../rag-rules/report.ts'
import { whatIfRows, whatIfSentence } from '../../rag-rules/what-if-lines.ts'

/** RAG rules in sentences and, if tried on a plan, what they would change there. */
export const ragRulesLines = (ragRules: RagRules, tried: Tried | null, width: number): PageLine[] => [
  ...ragRulesReport(ragRules, width).flatMap((line) => hanging(line, width)),
  ...(tried === null
    ? []
    : [
        blank,
        ...lines(`On ${tried.plan}: ${whatIfSentence(tried.whatIf)}`, width, 'heading'),
        ...changes(tried.whatIf, width),
        ...past(tried.backTest, width),
      ]),
]

/** What rules would change in a plan, and how they would have performed. */
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
    {
      text: fitted(`${fitted(address, 18)} ${fitted(today, 12)} ${text}`, width).trimEnd(),
      tone: 'plain',
      opens: address,
    },
    ...(later === '–' ? [] : lines(later, width, 'quiet', 4).map((line) => ({ ...line, opens: address }))),
  ])
