import { expect, test } from 'vitest'
import { guideOf } from '../screens/help/guide-of.ts'
import { guideTopics, topicsFor } from './guide.ts'

test('every screen has a part of the guide that is there', () => {
  const topics = guideTopics().map(({ topic }) => topic)
  for (const topic of Object.values(guideOf)) expect(topics).toContain(topic)
})

test('a topic is found by its name, its section, its title or its page', () => {
  const of = (asked: string) => topicsFor(asked).map(({ topic }) => topic)
  expect(of('grid#filter-by-typing')).toEqual(['grid#filter-by-typing'])
  expect(of('filter-by-typing')).toEqual(['grid#filter-by-typing'])
  expect(of('Filter by typing')).toEqual(['grid#filter-by-typing'])
  expect(of('my-work').length).toBeGreaterThan(3)
  expect(of('my-work').every((topic) => topic.startsWith('my-work#'))).toBe(true)
  expect(of('helicopters')).toEqual([])
})

test('its text has no signs of Markdown but the words', () => {
  for (const { topic, text } of guideTopics()) {
    expect([topic, text]).not.toEqual([topic, ''])
    expect([topic, /\*\*|\]\(|^\||^#/m.exec(text)?.[0]]).toEqual([topic, undefined])
  }
  const [filter] = topicsFor('grid#filter-by-typing')
  expect(filter?.text).toMatch(/^`level:red,amber` {2}a declared level, several with a comma$/m)
  const [board] = topicsFor('grid#the-board')
  expect(board?.text).toMatch(/^Picture: The board: a column for each stage/m)
})
