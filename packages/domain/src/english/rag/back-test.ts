import type { BackTest } from '../../rag/back-test.ts'
import { counted, grouped } from '../count.ts'

/** The results of a back-test, one sentence for each question, each with its number of cases. */
export const backTestSentences = ({ actions, greenThenLate, amberStood, declared }: BackTest): string[] => [
  `Held against the past of ${counted(actions, 'action')}.`,
  greenThenLate.cases === 0
    ? 'Green, and late a quarter later: no case to judge by.'
    : `Green, and late a quarter later: ${grouped(greenThenLate.late)} of ${counted(greenThenLate.cases, 'case')} (${share(greenThenLate.late, greenThenLate.cases)}).`,
  amberStood.cases === 0
    ? `Amber that ended: no case to judge by${amberStood.open === 0 ? '' : `; ${grouped(amberStood.open)} still stood at the end`}.`
    : `Amber stood a median of ${counted(amberStood.medianDays ?? 0, 'day')} over ${counted(amberStood.cases, 'case')}; ${grouped(amberStood.turnedRed)} of them turned red${amberStood.open === 0 ? '' : `, and ${grouped(amberStood.open)} more still stood at the end`}.`,
  declared.cases === 0
    ? 'Declared beside the rules: no case to judge by.'
    : `Declared beside the rules: kinder in ${grouped(declared.kinder)} and harsher in ${grouped(declared.harsher)} of ${counted(declared.cases, 'case')} (${share(declared.kinder, declared.cases)} kinder).`,
]

const share = (part: number, whole: number): string => `${Math.round((part / whole) * 100)} %`
