import type { ActionRow, GridLayout, PlanView as Plan, Ribbon, Why } from '@beatbook/contract'
import type { Column } from '@beatbook/domain'
import {
  dayShort,
  dayWords,
  levelMark,
  ruleMark,
  stageWords,
  timescaleSentence,
  waysWords,
} from '@beatbook/domain/english'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import { blank, type FactRow, facts, lines, type PageLine } from '../../output/page.ts'
import { fitted } from '../../output/table.ts'
import { drawRibbon, ribbonLines } from '../../rating/ribbon.ts'
import { whyOne } from '../../rating/why-lines.ts'
import { cellOf } from '../../view/cell.ts'
import type { Answer } from '../data.ts'
import { Empty } from '../frame.tsx'
import { ActionMark, ascii, Mark } from '../mark.tsx'
import { PageRow } from '../page-view.tsx'
import { Text } from '../text.tsx'
import { type ShownColumn, shownColumns } from './columns.ts'
import type { Listed } from './listed.ts'
import { tableLinesOf } from './rows.ts'

interface Props {
  readonly plan: Answer<Plan>
  /** Whether it is the list of all plans. */
  readonly several: boolean
  readonly list: Listed
  readonly selected: number
  /** The filter as it was typed, and what of it means nothing. */
  readonly filter: string
  readonly unread: string | null
  readonly layout: GridLayout
  readonly own: readonly Column[]
  readonly marks: ReadonlySet<string>
  /** How many open conversations there are about an action, by its id. */
  readonly talks: ReadonlyMap<string, number>
  /**
   * Why the selected action has its level, and its ribbon, once loaded; shown where there is room beside the
   * table.
   */
  readonly why: Why | null
  readonly ribbon: Ribbon | null
  readonly width: number
  readonly height: number
}

/** A list of actions, and the selected one beside it (below on a narrow screen). */
export const PlanView = ({
  plan,
  several,
  list,
  selected,
  filter,
  unread,
  why,
  ribbon,
  width,
  height,
  ...table
}: Props): ReactNode => {
  const error = (several ? null : plan.error) ?? list.error
  if (list.count === null || (plan.data === null && !several))
    return (
      <Empty
        height={height}
        lines={[unread ?? error ?? (several ? 'Reading the actions…' : 'Reading the plan…')]}
      />
    )
  if (list.count === 0)
    return (
      <Empty
        height={height}
        lines={
          filter === ''
            ? [several ? 'There was no action on that day.' : 'This plan had no action on that day.']
            : [`No action matches: ${filter}`, unread ?? 'Press Esc to take the filter away, / to change it.']
        }
      />
    )
  const beside = width >= 120
  const paneWidth = beside ? Math.min(64, Math.floor(width * 0.36)) : width
  const paneHeight = beside ? height : height >= 20 ? 7 : 0
  const tableWidth = beside ? width - paneWidth - 1 : width
  const tableHeight = beside ? height : height - paneHeight
  const chosen = list.at(selected)
  return (
    <Box flexDirection={beside ? 'row' : 'column'} height={height}>
      <Table {...table} {...{ several, list, selected }} width={tableWidth} height={tableHeight} />
      {beside ? <Text dimColor>{Array.from({ length: height }, () => '│').join('\n')}</Text> : null}
      {paneHeight > 0 && chosen ? (
        <Pane row={chosen} why={why} ribbon={ribbon} width={paneWidth} height={paneHeight} ruled={!beside} />
      ) : null}
    </Box>
  )
}

const Table = ({
  several,
  list,
  selected,
  layout,
  own,
  marks,
  talks,
  width,
  height,
}: Pick<
  Props,
  'several' | 'list' | 'selected' | 'layout' | 'own' | 'marks' | 'talks' | 'width' | 'height'
>): ReactNode => {
  const notes = list.note === null ? 0 : 1
  const lines = tableLinesOf({ ...list, count: list.count ?? 0 }, selected, height - 1 - notes)
  const talk = talks.size === 0 ? 0 : TALK
  const columns = shownColumns(layout.columns, {
    width: width - SIGN - talk,
    ref: list.refWidth,
    own,
  })
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Text dimColor wrap="truncate">
        {`  ${columns.map(({ heading, width }) => `${fitted(heading, width - 1)} `).join('')}${talk ? `${' '.repeat(SIGN)}TALK` : ''}`.trimEnd()}
      </Text>
      {lines.map((line) =>
        'heading' in line ? (
          <Text key={`h ${line.above}`} dimColor wrap="truncate">
            {fitted(
              ` ── ${line.heading} ${'─'.repeat(Math.max(0, width - line.heading.length - 7))}`,
              width - 1,
            )}
          </Text>
        ) : (
          <TableRow
            key={line.at}
            row={line.row}
            columns={columns}
            several={several}
            selected={line.at === selected}
            marked={line.row !== null && marks.has(line.row.id)}
            talks={talk === 0 ? null : (talks.get(line.row?.id ?? '') ?? 0)}
          />
        ),
      )}
      {list.note === null ? null : (
        <Text dimColor wrap="truncate">
          {` ${list.note}`}
        </Text>
      )}
    </Box>
  )
}

/** The width of the sign that the levels disagree, and of the number of conversations. */
const SIGN = 2
const TALK = 5

/** The words of a cell; that an action is withdrawn stands before its own, for terminals that draw no line through. */
const wordsOf = (row: ActionRow, key: ShownColumn['key'], several: boolean): string =>
  key === 'ref' && several
    ? row.address
    : `${key === 'text' && row.withdrawn ? '(withdrawn) ' : ''}${cellOf(row, key)}`

const TableRow = ({
  row,
  columns,
  several,
  selected,
  marked,
  talks,
}: {
  row: ActionRow | null
  columns: readonly ShownColumn[]
  several: boolean
  selected: boolean
  marked: boolean
  talks: number | null
}): ReactNode => {
  const signs = `${selected ? '▌' : ' '}${marked ? '*' : ' '}`
  if (row === null) return <Text wrap="truncate" dimColor>{`${signs}…`}</Text>
  const odd = row.disagrees ? (ascii ? '!' : '≠') : ' '
  const shows = columns.some(({ key }) => key === 'computed')
  return (
    <Text bold={selected || marked} inverse={selected} strikethrough={row.withdrawn} wrap="truncate">
      {signs}
      {columns.map(({ key, width }) =>
        key === 'level' ? (
          <ActionMark key={key} level={row.level} stage={row.stage} width={width} />
        ) : key === 'computed' ? (
          <Mark key={key} mark={ruleMark(row.computed)} word={false} width={width} />
        ) : (
          `${fitted(wordsOf(row, key, several), width - 1)} `
        ),
      )}
      {shows ? odd : ' '}
      {talks === null || talks === 0 ? '' : `${String(talks).padStart(TALK)}`}
    </Text>
  )
}

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
