import { describe, expect, it } from 'vitest'
import { readStage } from './stage.ts'

describe('a status cell', () => {
  it.each([
    ['Complete', 'complete'],
    ['4. Completed', 'complete'],
    ['Closed – signed off', 'complete'],
    ['Not yet started', 'not-started'],
    ['2. Ongoing - on track', 'in-progress'],
    ['Partially complete', 'in-progress'],
    ['40%', 'in-progress'],
    ['Awaiting review', 'awaiting-review'],
  ])('%j is %s', (said, stage) => {
    expect(readStage(said)).toBe(stage)
  })

  it.each([
    'On track',
    'Delayed',
    'Not complete',
    'Complete by May',
    'Completed, awaiting sign-off',
    'Open',
    '',
  ])('%j names no stage', (said) => {
    expect(readStage(said)).toBeNull()
  })

  it('reads yes as complete only if the heading asks', () => {
    expect(readStage('Yes', true)).toBe('complete')
    expect(readStage('Yes')).toBeNull()
  })
})
