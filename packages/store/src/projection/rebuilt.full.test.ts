import { describe, test } from 'vitest'
import { canStartCluster } from '../testing/cluster.ts'
import { answersTodayAsItsDate, type Place, rebuildsToTheSameAnswers } from '../testing/rebuilt.ts'

const places: readonly { place: Place; rebuilt: number; dated: number }[] = [
  { place: 'file', rebuilt: 40, dated: 60 },
  ...(canStartCluster() ? [{ place: 'server' as const, rebuilt: 12, dated: 12 }] : []),
]

describe.each(places)('a record in a $place', { timeout: 1_800_000 }, ({ place, rebuilt, dated }) => {
  test('answers byte for byte as before after every projection was deleted', () =>
    rebuildsToTheSameAnswers(place, rebuilt))

  test('has for questions about now the answers of its date, and tallies are the counts', () =>
    answersTodayAsItsDate(place, dated))
})
