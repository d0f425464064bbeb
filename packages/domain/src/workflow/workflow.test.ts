import { expect, test } from 'vitest'
import { pinIn } from './pin.ts'
import {
  everyLevel,
  everyStage,
  levelCodes,
  levelsOf,
  newestPin,
  stageCodes,
  stagesOf,
  workflowOf,
  workflows,
} from './workflow.ts'

test('every version has a unique code and number, and ends in complete', () => {
  const names = workflows.map(({ code, version }) => `${code} ${version}`)
  expect(new Set(names).size).toBe(names.length)
  for (const { stages, levels } of workflows) {
    expect(stages.map(({ code }) => code).indexOf('complete')).toBe(stages.length - 1)
    expect(levels.map(({ code }) => code)).not.toContain('complete')
    for (const codes of [stages, levels])
      expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length)
  }
})

test('a code has the same word, letter and shape in every version', () => {
  for (const { stages, levels } of workflows) {
    for (const stage of stages) expect(everyStage).toContainEqual(stage)
    for (const level of levels) expect(everyLevel).toContainEqual(level)
  }
})

test('no stage is a level, and “none” is neither', () => {
  expect(stageCodes.filter((code) => levelCodes.includes(code) || code === 'none')).toEqual([])
  expect(levelCodes).not.toContain('none')
})

test('the stages of all workflows are in order, the open ones first', () => {
  expect(stageCodes).toEqual([
    'not-started',
    'in-progress',
    'awaiting-review',
    'being-progressed',
    'complete',
  ])
  expect(levelCodes).toEqual(['red', 'amber-red', 'amber', 'amber-green', 'green', 'blue'])
})

test('a new plan pins the newest version; an event without one means the first', () => {
  for (const { code, version } of workflows) {
    expect(newestPin(code).workflowVersion).toBeGreaterThanOrEqual(version)
    expect(workflowOf(newestPin(code))?.code).toBe(code)
  }
  expect(pinIn({ workflow: 'simple' })).toEqual({ workflow: 'simple', workflowVersion: 1 })
  expect(pinIn({ workflow: 'simple', workflowVersion: 7 })).toEqual({
    workflow: 'simple',
    workflowVersion: 7,
  })
})

test('a version that this release does not have has no codes', () => {
  const later = { workflow: 'simple', workflowVersion: 99 }
  expect([workflowOf(later), stagesOf(later), levelsOf(later)]).toEqual([null, [], []])
})
