import { expect, test } from 'vitest'
import { evaluate } from '../../rag/evaluate.ts'
import type { Facts } from '../../rag/fact.ts'
import { forceDefault } from '../../rag/presets/force-default.ts'
import type { RagRules } from '../../rag/rules.ts'
import { whatWouldTurn } from '../../rag/what-would-turn.ts'
import {
  declaredBesideSentence,
  disagreementSentence,
  fullStop,
  type LevelExplained,
  levelSentence,
  turnsByItselfSentence,
} from './level.ts'
import { ruleMark } from './mark.ts'

const fine: Facts = {
  stage: 'in-progress',
  daysPastDeadline: -3,
  daysSinceNews: 0,
  timesSlipped: 0,
  ownerKnown: true,
  timescaleKind: 'by',
}
const shown = (code: string) => {
  const level = forceDefault.levels.find((each) => each.code === code)
  return { level: code, letter: level?.letter ?? '', word: level?.word ?? '', shape: level?.shape ?? '' }
}

/** Why an action has its level on 20 November 2026, with these facts. */
const aWhy = (
  facts: Facts,
  given: Partial<LevelExplained> = {},
  ragRules: RagRules = forceDefault,
): LevelExplained => {
  const all = { ...fine, ...facts }
  const evaluation = evaluate(ragRules, all)
  const byRules = shown(evaluation.level)
  return {
    asAt: '2026-11-20',
    declared: null,
    completed: null,
    computed: { turns: null },
    byRules,
    disagrees: false,
    override: null,
    ragRules: { ...ragRules, levels: [...ragRules.levels] },
    evaluation: { ...evaluation, rules: [...evaluation.rules] },
    facts: all as LevelExplained['facts'],
    toTurn: null,
    ...given,
  }
}
const declared = (level: string, given: Partial<NonNullable<LevelExplained['declared']>> = {}) => ({
  level,
  since: '2026-04-14',
  again: null,
  saidOn: '2026-04-14',
  text: 'Signed by 61 of 64 councils',
  reason: null,
  ...given,
})
const agreed = {
  ...shown('amber'),
  from: '2026-11-10',
  until: '2027-01-31',
  by: 'Programme Office',
  reason: 'the councils agreed the new date',
}

test('a level that a person set says who, until when and why, and what the rules alone say', () => {
  expect(levelSentence(aWhy({ daysPastDeadline: 112 }, { override: agreed }))).toBe(
    'Amber, set by Programme Office until 31 January 2027 because “the councils agreed the new date”; the rules alone say Red: 112 days past 31 July 2026 and still in progress',
  )
})

test('a level by the rules has the reason of the rules', () => {
  expect(levelSentence(aWhy({ daysSinceNews: 43 }))).toBe(
    'Amber because no news for 43 days, since 8 October 2026',
  )
  expect(levelSentence(aWhy({}, { evaluation: null }))).toBeNull()
})

test('a level that the rules take from a person has the day and the words of the declaration, once', () => {
  const why = aWhy({ declaredLevel: 'red', declaredSince: 220 }, { declared: declared('red') })
  expect(levelSentence(why)).toBe(
    'Red because declared Red since 14 April 2026: “Signed by 61 of 64 councils”',
  )
  expect(declaredBesideSentence(why)).toBeNull()
})

test.each([
  [{}, 'Declared Green since 14 April 2026: “Signed by 61 of 64 councils”'],
  [
    { again: '2026-07-29', saidOn: '2026-07-29' },
    'Declared Green since 14 April 2026, said again on 29 July 2026: “Signed by 61 of 64 councils”',
  ],
  [
    { again: '2026-07-29' },
    'Declared Green since 14 April 2026, said again on 29 July 2026; on 14 April 2026: “Signed by 61 of 64 councils”',
  ],
  [{ text: null }, 'Declared Green since 14 April 2026, with no words to say why'],
  [{ text: null, reason: 'All signed' }, 'Declared Green since 14 April 2026: “All signed”'],
])('declared words come with their own day: %j', (given, words) => {
  const why = aWhy({ declaredLevel: 'green' }, { declared: declared('green', given) })
  expect(declaredBesideSentence(why)).toBe(words)
})

test('a declaration beside the rules says where the two disagree, and that nothing is declared', () => {
  const why = aWhy(
    { declaredLevel: 'green', daysPastDeadline: 1 },
    { declared: declared('green'), disagrees: true },
  )
  expect(declaredBesideSentence(why)).toBe(
    'Declared Green since 14 April 2026: “Signed by 61 of 64 councils”. The two disagree',
  )
  expect(declaredBesideSentence(aWhy({}))).toBe('No level is declared')
  expect(disagreementSentence(why)).toBe(
    'Declared Green (“Signed by 61 of 64 councils”); the rules say Red: 1 day past 19 November 2026 and still in progress',
  )
  expect(disagreementSentence(aWhy({}, { declared: declared('green') }))).toBeNull()
})

test('a disagreement with a level that a person set names that person, and the rules apart', () => {
  const why = aWhy(
    { declaredLevel: 'red', daysPastDeadline: 1 },
    { declared: declared('red', { text: null }), disagrees: true, override: agreed },
  )
  expect(disagreementSentence(why)).toBe(
    'Declared Red, with no words to say why; Amber, set by Programme Office until 31 January 2027 because “the councils agreed the new date”; the rules alone say Red',
  )
})

test('complete work says when and in which words, and nothing that would open it again', () => {
  const completed = {
    since: '2026-09-17',
    saidOn: '2026-09-17',
    text: 'All 64 signed',
    reason: null,
    evidence: [],
  }
  const why = aWhy({ stage: 'complete' }, { completed, declared: declared('amber') })
  expect(levelSentence(why)).toBe('Complete since 17 September 2026: “All 64 signed”')
  expect(declaredBesideSentence(why)).toBeNull()
  expect(levelSentence(aWhy({ stage: 'complete' }, { completed: { ...completed, text: null } }))).toBe(
    'Complete since 17 September 2026, with no words to say why',
  )
  expect(
    levelSentence(aWhy({ stage: 'complete' }, { completed, byRules: { ...shown('green'), word: 'Blue' } })),
  ).toBe('Blue: complete since 17 September 2026: “All 64 signed”')
})

test('complete work says by what evidence: the first three, and how many more there are', () => {
  const said = { since: '2026-09-17', saidOn: '2026-09-17', text: null, reason: null }
  const shownBy = (...titles: string[]) => {
    const evidence = titles.map((title) => ({ title, on: '2026-09-16' }))
    return levelSentence(aWhy({ stage: 'complete' }, { completed: { ...said, text: 'Signed', evidence } }))
  }
  const began = 'Complete since 17 September 2026: “Signed”; evidence: '
  expect(shownBy('Register')).toBe(`${began}“Register” of 16 September 2026`)
  expect(shownBy('A', 'B', 'C', 'D', 'E')).toBe(
    `${began}“A” of 16 September 2026, “B” of 16 September 2026, “C” of 16 September 2026 and 2 more`,
  )
})

test('quoted words that end a sentence are not given a second full stop', () => {
  const said = declared('green', { text: 'The fairs went well.' })
  const why = aWhy({ declaredLevel: 'green', daysPastDeadline: 1 }, { declared: said, disagrees: true })
  expect(declaredBesideSentence(why)).toBe(
    'Declared Green since 14 April 2026: “The fairs went well.” The two disagree',
  )
  expect(fullStop('Red: “No venue”')).toBe('Red: “No venue”.')
})

test('a level that is reached by itself says when', () => {
  const facts = { timesSlipped: 1, daysSinceSlip: 3 }
  const why = aWhy(facts)
  const turning = {
    ...why,
    toTurn: { level: 'green', ways: whatWouldTurn(forceDefault, { ...fine, ...facts }, 'green') as never },
    computed: why.computed && { ...why.computed, turns: { on: '2026-12-30', level: 'green' } },
  }
  expect(turning.toTurn.ways).toEqual([])
  expect(turnsByItselfSentence(turning)).toBe(
    'It turns green by itself on 30 December 2026 if nothing else changes.',
  )
  expect(turnsByItselfSentence({ ...turning, computed: why.computed })).toBeNull()
  expect(turnsByItselfSentence(why)).toBeNull()
})

test('an action without a rating says so', () => {
  expect(ruleMark(null)).toMatchObject({ code: 'none', word: 'No rating' })
})
