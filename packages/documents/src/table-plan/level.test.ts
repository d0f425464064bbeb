import { describe, expect, it } from 'vitest'
import { readLevel } from './level.ts'

describe('a RAG cell', () => {
  it.each([
    ['A', 'amber'],
    ['r', 'red'],
    ['Green', 'green'],
    ['Amber/Red', 'amber-red'],
    ['A/G', 'amber-green'],
    ['Green – on track', 'green'],
    ['RAG: Amber', 'amber'],
    ['\uff27', 'green'],
    ['🟠', 'amber'],
    ['🟢 On track', 'green'],
  ])('%j is %s', (said, level) => {
    expect(readLevel(said)).toMatchObject({ level, unknown: false })
  })

  it.each(['3', 'Y', 'On track', 'was red, now amber', 'not green', 'A; G', '●', '▲'])(
    '%j keeps its words and is no level',
    (said) => {
      expect(readLevel(said)).toMatchObject({ level: null, unknown: true })
    },
  )

  it('reads a letter of another alphabet as the Latin one and lists it', () => {
    expect(readLevel('\u0391')).toEqual({
      level: 'amber',
      complete: false,
      unknown: false,
      replaced: ['\u0391'],
    })
  })

  it('reads complete as a stage', () => {
    expect(readLevel('Complete')).toMatchObject({ level: null, complete: true, unknown: false })
  })

  it.each(['', 'N/A', '-', ' – ', '…', '\u00a0'])('%j says nothing', (said) => {
    expect(readLevel(said)).toMatchObject({ level: null, complete: false, unknown: false })
  })
})
