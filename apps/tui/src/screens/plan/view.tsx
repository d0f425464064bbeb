import type { ActionRow, PlanView as Plan, Ribbon, Why } from '@beatbook/contract'
import { dayShort, dayWords, levelMark, stageWords, waysWords } from '@beatbook/domain/english'
import { ruleMark, timescaleSentence, timescaleShort } from '@beatbook/presentation'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import { blank, type FactRow, facts, lines, type PageLine } from '../../output/page.ts'
import { fitted } from '../../output/table.ts'
import { drawRibbon, ribbonLines } from '../../rating/ribbon.ts'
import { whyOne } from '../../rating/why-lines.ts'
import type { Answer } from '../data.ts'
import { Empty } from '../frame.tsx'
import { ActionMark, ascii, Mark } from '../mark.tsx'
import { PageRow } from '../page-view.tsx'
import { Text } from '../text.tsx'
import { windowOf } from '../window.ts'
import { lineAt, tableLinesOf } from './rows.ts'

interface Props {
  readonly plan: Answer<Plan>
  readonly rows: Answer<ActionRow[]> & { count: number }
  readonly selected: number
  readonly filter: string
  readonly disagrees: boolean
  /**
   * Why the selected action has its level, and its ribbon, once loaded; shown where there is room beside the
   * table.
   */
  readonly why: Why | null
  readonly ribbon: Ribbon | null
  readonly width: number
  readonly height: number
}

/** A plan: its actions in their sections, and the selected one beside them (below on a narrow screen). */
export const PlanView = ({
  plan,
  rows,
  selected,
  filter,
  disagrees,
  why,
  ribbon,
  width,
  height,
}: Props): ReactNode => {
  const error = plan.error ?? rows.error
  if (rows.data === null || plan.data === null)
    return <Empty height={height} lines={[error ?? 'Reading the plan…']} />
  if (rows.data.length === 0)
    return (
      <Empty
        height={height}
        lines={
          filter !== ''
            ? [`No action has the words “${filter}”.`, 'Press Esc to take the filter away.']
            : disagrees
              ? ['Declared and computed agree throughout.', 'Press d to see all actions.']
              : ['This plan had no action on that day.']
        }
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
      {paneHeight > 0 && chosen ? (
        <Pane row={chosen} why={why} ribbon={ribbon} width={paneWidth} height={paneHeight} ruled={!beside} />
      ) : null}
    </Box>
  )
}

const Table = ({
  rows,
  selected,
  width,
  height,
}: {
  rows: readonly ActionRow[]
  selected: number
  width: number
  height: number
}): ReactNode => {
  const table = tableLinesOf(rows)
  const at = lineAt(table, selected)
  // The heading above the first action of a section stays visible with it.
  const { from, to } = windowOf(table.length, at, height - 1, Math.max(0, at - Math.floor((height - 1) / 2)))
  const ref = Math.min(10, Math.max(3, ...rows.map((row) => row.ref.length))) + 1
  const owner = width >= 76 ? Math.min(28, Math.floor(width * 0.22)) : 0
  const when = width >= 50 ? 15 : 0
  const text = Math.max(8, width - 2 - ref - owner - when - MARKS)
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Text
        dimColor
        wrap="truncate"
      >{`  ${fitted('REF', ref)}${fitted('ACTION', text)}${owner ? fitted('OWNER', owner) : ''}${when ? fitted('TIMESCALE', when) : ''}${fitted('D', MARK)}R`}</Text>
      {table.slice(from, to).map((line) =>
        'heading' in line ? (
          <Text key={`h ${line.heading}`} dimColor wrap="truncate">
            {fitted(
              ` ── ${line.heading} ${'─'.repeat(Math.max(0, width - line.heading.length - 7))}`,
              width - 1,
            )}
          </Text>
        ) : (
          <Text
            key={line.row.id}
            bold={line.at === selected}
            inverse={line.at === selected}
            strikethrough={line.row.withdrawn}
            wrap="truncate"
          >
            {`${line.at === selected ? '▌ ' : '  '}${fitted(line.row.ref, ref)}${fitted(line.row.text, text - 1)} ${owner ? `${fitted(line.row.owners.map((o) => o.name).join(', ') || '–', owner - 1)} ` : ''}${when ? `${fitted(timescaleShort(line.row.timescale), when - 1)} ` : ''}`}
            <ActionMark level={line.row.level} stage={line.row.stage} width={MARK} />
            <Mark mark={ruleMark(line.row.computed)} word={false} width={MARK} />
            {line.row.disagrees ? (ascii ? '!' : '≠') : ' '}
          </Text>
        ),
      )}
    </Box>
  )
}

/** The width of one mark, and of both with the sign that they disagree. */
const MARK = 5
const MARKS = 2 * MARK + 2

type PaneProps = {
  row: ActionRow
  why: Why | null
  ribbon: Ribbon | null
  width: number
  height: number
  ruled: boolean
}

const Pane = ({ row, why, ribbon, width, height, ruled }: PaneProps): ReactNode => {
  const room = width - 2
  const rows: FactRow[] = [
    ['stage', stageWords(row.stage)],
    ['owner', row.owners.map((owner) => owner.name).join(', ') || 'none'],
    [
      'when',
      `${row.timescale.said === '' ? '' : `“${row.timescale.said}”: `}${timescaleSentence(row.timescale)}`,
    ],
  ]
  const all = [
    ...lines(`${row.ref}  ${row.text}`, room),
    ...facts(rows, room),
    ...(ruled ? [] : [blank, ...reasons(row, why, ribbon, room)]),
    ...(row.lastUpdate
      ? lines(`${dayWords(row.lastUpdate.on)}: ${row.lastUpdate.text}`, room)
      : lines('No update yet.', room)),
  ]
  const shown = all.slice(0, height - (ruled ? 2 : 1))
  return (
    <Box flexDirection="column" width={width} height={height} paddingLeft={1}>
      {ruled ? <Text dimColor>{'─'.repeat(room)}</Text> : null}
      <Text wrap="truncate">
        <Mark mark={levelMark(row.level, row.stage)} />
        <Text dimColor> · rules </Text>
        <Mark mark={ruleMark(row.computed)} />
        <Text dimColor>{row.computed === null ? '' : ` since ${dayShort(row.computed.since)}`}</Text>
      </Text>
      {shown.map((line, at) =>
        at === shown.length - 1 && all.length > shown.length ? (
          <Text key={at} wrap="truncate">{`${fitted(line.text, room - 12).trimEnd()} … Enter`}</Text>
        ) : (
          <PageRow key={at} line={line} />
        ),
      )}
    </Box>
  )
}

/** The ribbon and the reason of the selected row, once loaded; never those of another row. */
const reasons = (row: ActionRow, why: Why | null, ribbon: Ribbon | null, room: number): PageLine[] => {
  if (why?.address !== row.address) return []
  const one = whyOne(why)
  const turn = why.toTurn?.ways[0]
  return [
    ...(ribbon?.address === row.address ? [...ribbonLines(drawRibbon(ribbon, room, ascii)), blank] : []),
    ...(one === null
      ? []
      : facts([['why', one], ...(turn ? [['green if', waysWords([turn])[0] ?? ''] as const] : [])], room)),
    blank,
  ]
}
