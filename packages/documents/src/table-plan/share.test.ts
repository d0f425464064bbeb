import { describe, expect, it, test } from 'vitest'
import { readDocument } from '../read.ts'
import { countsFractions, readShare, saysShares } from './share.ts'

test.each<[string, boolean, number | null]>([
  ['40%', false, 40],
  ['40 per cent', false, 40],
  ['100', false, 100],
  ['0', true, 0],
  ['0.3', true, 30],
  ['30%', true, 30],
  ['0.125', true, 13],
  ['101%', false, null],
  ['1.5', true, null],
  ['nearly all', false, null],
  ['', false, null],
])('a cell of %j, in a column that counts from 0 to 1 (%s), is %s per cent', (said, fractions, progress) => {
  expect(readShare(said, fractions)?.progress ?? null).toBe(progress)
})

test.each<[string, string[], boolean]>([
  ['% complete', ['40', '100'], true],
  ['Progress %', ['0.4', '1'], true],
  ['Percentage complete', ['40%', ''], false],
  ['Percentage complete', ['40%', '100%'], true],
  ['Progress', ['40%', '100%'], true],
  ['Progress', ['40', '100'], false],
  ['% complete', ['0', '1', '1'], false],
  ['% of crime', ['40%', '10%'], false],
])('a column headed %j with %j says how much is done: %s', (heading, texts, says) => {
  expect(saysShares(heading, texts)).toBe(says)
})

test('only zeros and ones may be shares or per cent', () => {
  expect([
    countsFractions(['0', '1']),
    countsFractions(['0.5', '1']),
    countsFractions(['0.5', '40']),
  ]).toEqual([false, true, false])
})

describe('a table', () => {
  const actionsOf = async (csv: string) => {
    const read = await readDocument('list.csv', new TextEncoder().encode(csv))
    if (!read.ok) throw new Error(read.error.code)
    return {
      draft: read.value,
      actions: read.value.plans.flatMap((plan) => plan.sections.flatMap((section) => section.actions)),
    }
  }

  it('has the share of the work of each action with its piece, besides its status', async () => {
    const { draft, actions } = await actionsOf(
      'ID,Action,Owner,Due date,Status,% complete\n1,Open the desk,Estates,May 2030,In progress,0.3\n2,Shut the desk,Estates,May 2030,Complete,1\n3,Move the desk,Estates,May 2030,Not started,\n',
    )
    expect(actions.map(({ progress, stage }) => [progress, stage])).toEqual([
      [30, 'in-progress'],
      [100, 'complete'],
      [null, 'not-started'],
    ])
    expect(actions[0]?.from.progress.map((piece) => draft.source.pieces[piece]?.text)).toEqual(['0.3'])
    expect(actions.flatMap(({ details }) => details)).toEqual([])
  })

  it('stores the text of a share that is not a whole number, or not a share', async () => {
    const { actions } = await actionsOf(
      'ID,Action,Owner,Due date,Status,% complete\n1,Open the desk,Estates,May 2030,In progress,12.5%\n2,Shut the desk,Estates,May 2030,In progress,most\n3,Move the desk,Estates,May 2030,In progress,3%\n4,Mend the desk,Estates,May 2030,In progress,4%\n5,Sell the desk,Estates,May 2030,In progress,5%\n6,Find the desk,Estates,May 2030,In progress,6%\n',
    )
    expect(
      actions.slice(0, 3).map(({ progress, details }) => [progress, details.map(({ text }) => text)]),
    ).toEqual([
      [13, ['12.5%']],
      [null, ['most']],
      [3, []],
    ])
  })
})
