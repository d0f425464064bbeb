import type { AggregateEvent } from '@beatbook/contract'
import { expect, test } from 'vitest'
import { planEntryReason, planEntryWords, sectionTitles } from './history.ts'

const entry = (type: string, facts: object = {}, words: object = {}) =>
  ({ type, facts, words }) as unknown as AggregateEvent

test('an entry has its reason, where there is one', () => {
  const reasons = [
    entry('plan-archived', {}, { reason: 'It is over' }),
    entry('plan-restored', {}, { reason: null }),
  ]
  expect([...reasons, entry('plan-added')].map(planEntryReason)).toEqual(['It is over', null, null])
})

test('what happened to a plan is said in words, with the titles that its sections had', () => {
  const history = [
    entry('plan-added', {}, { title: 'Dock watch' }),
    entry('section-added', { sectionId: 'a' }, { title: 'Streets' }),
    entry('section-added', { sectionId: 'b' }, { title: 'Water' }),
    entry('section-renamed', { sectionId: 'b' }, { title: 'On the water' }),
    entry('sections-ordered', { sectionIds: ['b', 'a'] }),
    entry('section-removed', { sectionId: 'a' }),
    entry(
      'plan-revised',
      { period: { said: '2027/28' }, code: 'docks', kind: 'strategy', updatePeriod: null },
      { title: 'Docks', sponsor: null },
    ),
    entry('plan-revised', { period: null, updatePeriod: 'month' }, { description: 'For the docks' }),
    entry('document-accepted', { actions: 36 }, { name: 'plan.docx' }),
    entry('rag-rules-pinned', { code: 'force-default', version: 2 }),
    entry('severities-set', { severities: {} }),
    entry('plan-archived'),
    entry('plan-restored'),
    entry('command-undone'),
  ]
  const sections = sectionTitles(history)
  expect(history.map((each) => planEntryWords(each, sections))).toEqual([
    'Added as “Dock watch”.',
    'Section “Streets” was added.',
    'Section “Water” was added.',
    'A section was renamed “On the water”.',
    'Order of the sections: On the water, Streets.',
    'Section “Streets” was removed.',
    'Title: “Docks”. Short name: “docks”. Sponsor: none. Period: “2027/28”. Kind: “Strategy”. Updates expected: none.',
    'Period: none. Updates expected: “Every month”. Description: “For the docks”.',
    '“plan.docx” was imported: 36 actions.',
    'Rated by the rules “force-default”, version 2.',
    'The severity of its checks was changed.',
    'Archived.',
    'Restored.',
    'An entry was undone.',
  ])
})
