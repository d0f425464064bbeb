import { expect, test } from 'vitest'
import { stageWords } from './stage.ts'

test.each([
  ['not-started', 'Not started yet'],
  ['in-progress', 'In progress'],
  ['awaiting-review', 'Awaiting review'],
  ['none', 'Not stated'],
  [null, 'Not stated'],
  ['on-hold', 'On hold'],
  ['constructor', 'Constructor'],
])('the stage %s is %s', (stage, words) => expect(stageWords(stage)).toBe(words))
