import { test } from 'vitest'
import { answersTodayAsItsDate, rebuildsToTheSameAnswers } from '../testing/rebuilt.ts'

// The same with more histories, and of a record in PostgreSQL, is in `rebuilt.full.test.ts`.

test(
  'a record answers byte for byte as before after every projection was deleted',
  () => rebuildsToTheSameAnswers('file', 2),
  120_000,
)

test(
  'a record has for questions about now the answers of its date, and tallies are the counts',
  () => answersTodayAsItsDate('file', 3),
  120_000,
)
