import { expect, test } from 'vitest'
import { jobSentence } from './job.ts'

test.each([
  [{ state: 'arriving', ahead: 0, seconds: 0 }, 'Sending'],
  [{ state: 'waiting', ahead: 0, seconds: 0 }, 'Waiting: yours is next'],
  [{ state: 'waiting', ahead: 1, seconds: 0 }, 'Waiting: 1 document before yours'],
  [{ state: 'waiting', ahead: 3, seconds: 0 }, 'Waiting: 3 documents before yours'],
  [{ state: 'reading', ahead: 0, seconds: 8 }, 'Reading: 8 of at most 20 seconds'],
] as const)('%j is %s', (job, sentence) => {
  expect(jobSentence({ ...job, limit: 20 })).toBe(sentence)
})
