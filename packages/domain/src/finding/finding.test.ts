import { aFinding } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { findingCodes, noted } from '../note/note.ts'
import { finding, findingSeverity } from './finding.ts'

test.each(['error', 'decide', 'warning', 'info'] as const)(
  'a finding may be of the severity %s',
  (severity) => {
    const found = aFinding(noted('missing-rag'), { severity })
    expect(finding.parse(found)).toEqual(found)
  },
)

test('no finding is an error unless its reader says so, and a doubtful reading wants a decision', () => {
  const of = (severity: string) => findingCodes.filter((code) => findingSeverity[code] === severity)
  expect(of('error')).toEqual([])
  expect([...of('decide'), ...of('warning'), ...of('info')].sort()).toEqual([...findingCodes].sort())
  expect(of('decide').sort()).toEqual([
    'ambiguous-date',
    'ambiguous-owner',
    'document-date',
    'entry-in-future',
    'impossible-date',
    'owner-in-prose',
    'proposed-date',
    'several-dates',
    'undated-update',
  ])
})
