import type { PlanSummary } from '@beatbook/contract'
import { dayShort, type RuleMark, ruleMark } from '@beatbook/domain/english'
import { barOf, planKindWords } from '@beatbook/presentation'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import { fitted } from '../../output/table.ts'
import type { Answer } from '../data.ts'
import { Empty } from '../frame.tsx'
import { Mark, shortOf } from '../mark.tsx'
import { Text } from '../text.tsx'
import { windowOf } from '../window.ts'

/** The plans: code, title, number of actions, the bar of declared levels, the newest update. */
export const PlansView = ({
  answer,
  selected,
  width,
  height,
  asAt,
}: {
  answer: Answer<PlanSummary[]>
  selected: number
  width: number
  height: number
  asAt: string | null
}): ReactNode => {
  if (answer.data === null) return <Empty height={height} lines={[answer.error ?? 'Reading the plans…']} />
  if (answer.data.length === 0)
    return (
      <Empty
        height={height}
        lines={
          asAt
            ? [`There was no plan on ${asAt}. Press t to go back to today.`]
            : [
                'There is no plan yet.',
                'Leave with q and import a document with “beatbook import FILE”, or import it on the web.',
              ]
        }
      />
    )
  const wide = width >= 100
  const kind = wide ? 16 : 0
  const rules = width >= 120
  const most = Math.max(...answer.data.map((plan) => barWidth(barOf(plan), false)))
  const close = most + 40 > width
  const needed = close ? Math.max(...answer.data.map((plan) => barWidth(barOf(plan), true))) : most
  const bar = rules ? Math.floor(width * 0.24) : Math.max(9, needed)
  const codes = Math.max(...answer.data.map((plan) => plan.code.length), 4) + 2
  // The day of the last update stands where the title keeps its room.
  const updated = width - bar * (rules ? 2 : 1) - codes - kind - 23 >= 24 ? 13 : 0
  // Without the marker of the selected row and the number of actions.
  const room = width - 2 - 8 - kind - updated - bar * (rules ? 2 : 1)
  const code = Math.max(6, Math.min(24, codes, room - 10))
  const title = Math.max(4, room - code)
  const { from, to } = windowOf(answer.data.length, selected, height - 1, 0)
  return (
    <Box flexDirection="column" height={height}>
      <Text
        dimColor
        wrap="truncate"
      >{`  ${fitted('CODE', code)}${fitted('PLAN', title)}${wide ? fitted('KIND', kind) : ''}${fitted('ACTIONS', 8)}${fitted('DECLARED', bar)}${rules ? fitted('BY THE RULES', bar) : ''}${updated ? 'LAST UPDATE' : ''}`}</Text>
      {answer.data.slice(from, to).map((plan, at) => (
        <Box key={plan.id}>
          <Text bold={from + at === selected} inverse={from + at === selected} wrap="truncate">
            {`${from + at === selected ? '▌ ' : '  '}${fitted(plan.code, code - 1)} ${fitted(plan.title, title - 1)} ${wide ? fitted(planKindWords(plan.kind), kind) : ''}${fitted(String(plan.counts.actions), 6, true)}  `}
          </Text>
          <Bar width={bar} segments={barOf(plan)} close={close} />
          {rules ? <Bar width={bar} segments={ruleBar(plan)} close={false} /> : null}
          {updated ? <Text>{plan.lastUpdate ? dayShort(plan.lastUpdate) : '–'}</Text> : null}
        </Box>
      ))}
    </Box>
  )
}

interface Segment {
  readonly mark: RuleMark
  readonly count: number
}

const ruleBar = ({ computed }: PlanSummary): Segment[] =>
  [
    ...computed.levels.map((level) => ({ mark: ruleMark(level), count: level.actions })),
    { mark: ruleMark(null), count: computed.none },
  ].filter(({ count }) => count > 0)

/** The width of a bar with the space behind it; `close` has only letters and numbers. */
const barWidth = (segments: readonly Segment[], close: boolean): number =>
  segments.reduce(
    (sum, { mark, count }) => sum + signIn(mark, close).length + String(count).length + (close ? 1 : 3),
    1,
  )

const signIn = (mark: RuleMark, close: boolean): string => (close ? mark.letter : shortOf(mark))

const Bar = ({
  segments,
  width,
  close,
}: {
  segments: readonly Segment[]
  width: number
  close: boolean
}): ReactNode => (
  <Box width={width} overflow="hidden" height={1}>
    {segments.map(({ mark, count }) =>
      close ? (
        <Text key={mark.code}>{`${mark.letter}${count} `}</Text>
      ) : (
        <Text key={mark.code}>
          <Mark mark={mark} word={false} /> {count}
          {'  '}
        </Text>
      ),
    )}
  </Box>
)
