import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settleRefs } from './refs.ts'

const settle = (...said: (string | null)[]) => settleRefs(said.map((each) => ({ said: each, section: null })))

describe('the refs of a plan', () => {
  it('are those in the source, without enclosing punctuation', () => {
    expect(settle('(1)', '2.', 'B3').map(({ ref }) => ref)).toEqual(['1', '2', 'B3'])
  })

  it('are restored where exactly that number fits', () => {
    expect(settle('3', null, null, '6').map(({ ref, origin }) => `${ref} ${origin}`)).toEqual([
      '3 read',
      '4 restored',
      '5 restored',
      '6 read',
    ])
    expect(settle(null, null, '3').map(({ ref }) => ref)).toEqual(['1', '2', '3'])
    expect(settle('1.09', null).map(({ ref }) => ref)).toEqual(['1.09', '1.10'])
  })

  it('are generated after the previous one where no number fits', () => {
    expect(settle('3', null, '4').map(({ ref, origin }) => `${ref} ${origin}`)).toEqual([
      '3 read',
      '3.1 generated',
      '4 read',
    ])
  })

  it('are numbered within their section where the source has no numbers', () => {
    const refs = settleRefs(['1', '1', '2'].map((section) => ({ said: null, section })))
    expect(refs.map(({ ref }) => ref)).toEqual(['1.1', '1.2', '2.1'])
  })

  it('mark a doubled one', () => {
    expect(settle('20', '20').map(({ ref, doubled }) => [ref, doubled])).toEqual([
      ['20', false],
      ['20', true],
    ])
  })

  it('never generate the same ref twice', () => {
    const said = fc.array(
      fc.record({
        said: fc.option(fc.constantFrom('1', '2', '3', '5', '1.1', 'A1', 'x')),
        section: fc.option(fc.constantFrom('1', '2')),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(said, (actions) => {
        const settled = settleRefs(actions)
        const made = settled.filter(({ origin }) => origin !== 'read').map(({ ref }) => ref)
        const read = new Set(settled.filter(({ origin }) => origin === 'read').map(({ ref }) => ref))
        expect(new Set(made).size).toBe(made.length)
        expect(made.filter((ref) => read.has(ref))).toEqual([])
      }),
    )
  })
})
