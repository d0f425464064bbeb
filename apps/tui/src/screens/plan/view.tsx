import type { ActionRow, PlanView as Plan } from '@beatbook/domain'
import { dayWords, levelMark, stageWords, timescaleSentence, timescaleShort } from '@beatbook/presentation'
import { Box, Text } from 'ink'
import type { ReactNode } from 'react'
import { fitted, wrap } from '../../output/table.ts'
import type { Answer } from '../data.ts'
import { Empty } from '../frame.tsx'
import { ActionMark, Mark } from '../mark.tsx'
import { windowOf } from '../window.ts'
import { lineAt, tableLinesOf } from './rows.ts'

interface Props {
  readonly plan: Answer<Plan>
  readonly rows: Answer<ActionRow[]> & { count: number }
  readonly selected: number
  readonly filter: string
  readonly width: number
  readonly height: number
}

/** A plan: its actions in their sections, and the selected one beside them (below on a narrow screen). */
export const PlanView = ({ plan, rows, selected, filter, width, height }: Props): ReactNode => {
  const error = plan.error ?? rows.error
  if (rows.data === null || plan.data === null) return <Empty height={height} lines={[error ?? 'Reading the plan…']} />
  if (rows.data.length === 0)
    return (
      <Empty
        height={height}
        lines={filter === '' ? ['This plan had no action on that day.'] : [`No action has the words “${filter}”.`, 'Press Esc to take the filter away.']}
      />
    )
  const beside = width >= 120
  const paneWidth = beside ? Math.min(64, Math.floor(width * 0.36)) : width
  const paneHeight = beside ? height : height >= 20 ? 7 : 0
  const tableWidth = beside ? width - paneWidth - 1 : width
  const tableHeight = beside ? height : height - paneHeight
  const chosen = rows.data[selected]
  return (
    <Box flexDirection={beside ? 'row' : 'column'} height={height}>
      <Table rows={rows.data} selected={selected} width={tableWidth} height={tableHeight} />
      {beside ? <Text dimColor>{Array.from({ length: height }, () => '│').join('\n')}</Text> : null}
      {paneHeight > 0 && chosen ? <Pane row={chosen} width={paneWidth} height={paneHeight} ruled={!beside} /> : null}
    </Box>
  )
}

const Table = ({ rows, selected, width, height }: { rows: readonly ActionRow[]; selected: number; width: number; height: number }): ReactNode => {
  const lines = tableLinesOf(rows)
  const at = lineAt(lines, selected)
  // The heading above the first action of a section stays in sight with it.
  const { from, to } = windowOf(lines.length, at, height - 1, Math.max(0, at - Math.floor((height - 1) / 2)))
  const ref = Math.min(10, Math.max(3, ...rows.map((row) => row.ref.length))) + 1
  const owner = width >= 76 ? Math.min(28, Math.floor(width * 0.22)) : 0
  const when = width >= 50 ? 15 : 0
  const text = Math.max(8, width - 2 - ref - owner - when - 6)
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Text
        dimColor
        wrap="truncate"
      >{`  ${fitted('REF', ref)}${fitted('ACTION', text)}${owner ? fitted('OWNER', owner) : ''}${when ? fitted('TIMESCALE', when) : ''}DECL.`}</Text>
      {lines.slice(from, to).map((line) =>
        'heading' in line ? (
          <Text key={`h ${line.heading}`} dimColor wrap="truncate">
            {fitted(` ── ${line.heading} ${'─'.repeat(Math.max(0, width - line.heading.length - 7))}`, width - 1)}
          </Text>
        ) : (
          <Text key={line.row.id} bold={line.at === selected} inverse={line.at === selected} strikethrough={line.row.withdrawn} wrap="truncate">
            {`${line.at === selected ? '▌ ' : '  '}${fitted(line.row.ref, ref)}${fitted(line.row.text, text - 1)} ${owner ? `${fitted(line.row.owners.map((o) => o.name).join(', ') || '–', owner - 1)} ` : ''}${when ? `${fitted(timescaleShort(line.row.timescale), when - 1)} ` : ''}`}
            <ActionMark level={line.row.level} stage={line.row.stage} />
          </Text>
        ),
      )}
    </Box>
  )
}

const Pane = ({ row, width, height, ruled }: { row: ActionRow; width: number; height: number; ruled: boolean }): ReactNode => {
  const room = width - 2
  const facts: [string, string][] = [
    ['stage', stageWords(row.stage)],
    ['owner', row.owners.map((owner) => owner.name).join(', ') || 'none'],
    ['when', `${row.timescale.said === '' ? '' : `“${row.timescale.said}”: `}${timescaleSentence(row.timescale)}`],
  ]
  const lines = [
    ...wrap(`${row.ref}  ${row.text}`, room),
    ...facts.flatMap(([name, value]) => wrap(value, room - 7).map((line, at) => `${(at === 0 ? name : '').padEnd(7)}${line}`)),
    ...(ruled ? [] : ['']),
    ...(row.lastUpdate ? wrap(`${dayWords(row.lastUpdate.on)}: ${row.lastUpdate.text}`, room) : ['No update yet.']),
  ]
  const shown = lines.slice(0, height - (ruled ? 2 : 1))
  return (
    <Box flexDirection="column" width={width} height={height} paddingLeft={1}>
      {ruled ? <Text dimColor>{'─'.repeat(room)}</Text> : null}
      <Mark mark={levelMark(row.level, row.stage)} />
      {shown.map((line, at) => (
        <Text key={at} wrap="truncate">
          {at === shown.length - 1 && lines.length > shown.length ? `${fitted(line, room - 12).trimEnd()} … Enter` : line === '' ? ' ' : line}
        </Text>
      ))}
    </Box>
  )
}
