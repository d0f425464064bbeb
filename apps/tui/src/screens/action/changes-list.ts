import type { RecordedChange } from '@beatbook/contract'
import type { Instant } from '@beatbook/domain'
import { instantWords } from '@beatbook/domain/english'
import { eventTitle } from '@beatbook/presentation'
import type { Answer } from '../data.ts'
import type { List } from '../list-view.tsx'

/** What others recorded since an instant, the newest first. */
export const changesList = (answer: Answer<RecordedChange[]>, since: Instant | null): List => ({
  columns: [
    { heading: 'RECORDED', width: 26, needs: 100 },
    { heading: 'ADDRESS', width: 16 },
    { heading: 'WHAT', width: 22 },
    { heading: 'WORDS', width: 12, flexible: true },
    { heading: 'BY', width: 18, needs: 80 },
  ],
  lines:
    answer.data?.map((change, at) => ({
      at,
      cells: [
        instantWords(change.recordedAt),
        change.address ?? change.plan,
        eventTitle(change),
        change.text ?? '',
        change.by.name,
      ],
    })) ?? null,
  error: answer.error,
  waiting: 'Reading what changed…',
  empty: [
    since === null ? 'Nothing was recorded yet.' : `Nothing was recorded since ${instantWords(since)}.`,
  ],
})
