import { aFinding } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { findingCodes, noted } from '../note/note.ts'
import { draftChange, finding, findingSeverity } from './finding.ts'

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

test('a choice gives owners a name each, and a ref some words', () => {
  const fits = (change: object) => draftChange.safeParse({ action: 'action-1', ...change }).success
  const owners = (...names: string[]) => fits({ change: 'set-owners', names })
  const ref = (said: string) => fits({ change: 'set-ref', ref: said })
  expect([owners('Estates', 'Fleet'), owners('Estates', ''), owners('F')]).toEqual([true, false, true])
  expect([ref('1.4'), ref('1'), ref('')]).toEqual([true, true, false])
})
