import type { MyWork, UnreadMention } from '@beatbook/contract'
import { levelMark, ruleMark } from '@beatbook/domain/english'
import { mentionWords } from '@beatbook/presentation'
import { workLists } from '../../work/lists.ts'
import type { Answer } from '../data.ts'
import type { List, ListLine } from '../list-view.tsx'
import { shortOf } from '../mark.tsx'

/** The work waiting for the person, as one list with headings. */
export const workList = (answer: Answer<MyWork>, mentions: readonly UnreadMention[] = []): List => ({
  columns: [
    { heading: 'ADDRESS', width: 18 },
    { heading: 'ACTION', width: 12, flexible: true },
    { heading: 'BECAUSE', width: 34, needs: 76 },
    { heading: 'D', width: 6 },
    { heading: 'R', width: 6 },
  ],
  lines: answer.data === null ? null : linesOf(answer.data, mentions),
  error: answer.error,
  waiting: 'Looking for what waits for you…',
  empty:
    answer.data?.parties.length === 0
      ? [
          'You answer for no owner yet.',
          'Leave with q and choose with “beatbook mine --answer-for NAME”; “beatbook mine --parties” lists them.',
        ]
      : ['Nothing waits for you.'],
})

/** The addresses of the entries, in order. */
export const workAddresses = (work: MyWork, mentions: readonly UnreadMention[] = []): string[] => [
  ...mentions.map(({ address }) => address),
  ...workLists(work).flatMap(({ rows }) => rows.map(({ row }) => row.address)),
]

const linesOf = (work: MyWork, mentions: readonly UnreadMention[]): ListLine[] => {
  let at = 0
  const unread = mentions.map(({ address, by, text, mentions }) => ({
    at: at++,
    cells: [
      address,
      `${by.name}: ${mentionWords(text, mentions).replace(/\s+/g, ' ')}`,
      'mentions you',
      '',
      '',
    ],
  }))
  const listed = workLists(work).flatMap(({ heading, rows }): ListLine[] => [
    { heading: `${heading}, ${rows.length}` },
    ...rows.map(({ row, says }) => ({
      at: at++,
      cells: [
        row.address,
        row.text,
        says,
        shortOf(levelMark(row.level, row.stage)),
        shortOf(ruleMark(row.computed)),
      ],
    })),
  ])
  return [
    ...(unread.length === 0 ? [] : [{ heading: `Mentions you have not read, ${unread.length}` }, ...unread]),
    ...listed,
  ]
}
