import { test } from 'vitest'
import { answersTodayAsItsDate, rebuildsToTheSameAnswers } from '../testing/rebuilt.ts'

test(
  'after every projection is deleted, a record answers byte for byte as before',
  { timeout: 900_000 },
  () => rebuildsToTheSameAnswers(60),
)

test(
  'questions about now have the answers of its date, and tallies are the counts',
  { timeout: 900_000 },
  () => answersTodayAsItsDate(60),
)
