import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Draft, DraftAction } from '@beatbook/domain'
import { describe, expect, it } from 'vitest'
import { lost } from '../../test/conservation.ts'
import { sharedDocuments } from '../../test/shared-documents.ts'
import { readSource } from '../read.ts'
import { textSource } from '../source/text.ts'

const read = (text: string): Draft => {
  const result = readSource(textSource('plan.txt', text))
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const actionsOf = (draft: Draft): DraftAction[] =>
  draft.plans.flatMap((plan) => plan.sections.flatMap((section) => section.actions))

const plan = `Desk Plan

No\tAction\tOwner\tDate\tRAG\tUpdate
1\tOpen a desk in every library of the northern towns this year\tEstates\tMay 30\tG\t010330 – Two are open and more will follow.
2\tTrain volunteers for the desks with the college and the council\tLearning and Development\tJune 30\tA\t010330 – A trainer was found.
3\tTell people when the desks are open, online and on paper\tCommunications\tOngoing\tG\t
4\tAsk visitors each quarter what they came for and what they found\tPerformance Unit\tBy Sept 30\tR\t010330 – The form is drafted.
5\tReview the opening hours with the branch managers and the unions\tEstates\tDec 30\tA\t
6\tMove the old front counter to the new town hall\tEstates\tMarch 31\tG\t010330 – Lease signed by all.
`
const row4 = plan.split('\n')[6] ?? ''
const withRow4 = (row: string): DraftAction[] => actionsOf(read(plan.replace(row4, row)))

describe('a row with cells too many or too few', () => {
  it.each([
    ['an empty cell before its number', `\t${row4}`],
    ['an empty cell among the others', row4.replace('\tBy Sept', '\t\tBy Sept')],
    ['words in a cell of their own', row4.replace('\tBy Sept', '\tand the council\tBy Sept')],
    ['a second update', `${row4}\t020430`],
  ])('is laid to the columns its content fits: %s', (_, row) => {
    const [action] = withRow4(row).filter(({ ref }) => ref === '4')
    expect(action).toMatchObject({
      level: 'red',
      timescale: { latest: '2030-09-30' },
      updates: expect.arrayContaining([expect.objectContaining({ on: '2030-03-01' })]),
    })
    expect(action?.text).toContain('Ask visitors each quarter')
    expect(action?.ownerSaid).toContain('Performance Unit')
  })

  it('has a finding', () => {
    const draft = read(plan.replace(row4, row4.replace('\tBy Sept', '\t\tBy Sept')))
    expect(draft.findings.filter(({ code }) => code === 'ragged-row').map(({ args }) => args)).toEqual([
      { cells: 7, columns: 6 },
    ])
    expect(read(plan).findings.map(({ code }) => code)).not.toContain('ragged-row')
  })

  it('has cells that match no column in its details', () => {
    const [action] = withRow4(`${row4}\t77`).filter(({ ref }) => ref === '4')
    expect(JSON.stringify([action?.details, action?.updates])).toContain('77')
  })

  it('is an action without text if the missing cell is its text', () => {
    const actions = withRow4(row4.split('\t').toSpliced(1, 1).join('\t'))
    expect(actions.map(({ ref, text }) => (text === '' ? `${ref} -` : ref))).toEqual([
      '1',
      '2',
      '3',
      '4 -',
      '5',
      '6',
    ])
  })
})

describe('a heading', () => {
  const lines = plan.split('\n')
  const heading = lines[2] ?? ''
  const base = actionsOf(read(plan)).map(fields)
  it.each([
    ['with an empty cell before it', [...lines.slice(0, 2), `\t${heading}`, ...lines.slice(3)]],
    [
      'with an empty cell in it',
      [...lines.slice(0, 2), heading.replace('\tDate', '\t\tDate'), ...lines.slice(3)],
    ],
    ['that stands twice', [...lines.slice(0, 3), ...lines.slice(2)]],
    [
      'that stands below rows of its own',
      [...lines.slice(0, 2), ...lines.slice(3, 7), heading, ...lines.slice(7)],
    ],
    ['that is lost', [...lines.slice(0, 2), ...lines.slice(3)]],
  ])('%s costs no action', (_, mutated) => {
    expect(actionsOf(read(mutated.join('\n'))).map(fields)).toEqual(base)
  })
})

const shared = sharedDocuments()
const sample = path.join(import.meta.dirname, '../../../sample/documents/charter-plan-2026.txt')
const tables = [
  sample,
  ...['charter-delivery-plan-2022.txt', 'nhw-action-plan-2014.txt'].map((name) =>
    path.join(shared ?? '', name),
  ),
]

/** The number of damaged copies of a table that are read; 0 reads all. */
const copies = Number(process.env.BEATBOOK_RAGGED ?? 40)

describe.each(tables.filter((file) => existsSync(file)).map((file) => [path.basename(file), file]))(
  '%s',
  (_, file) => {
    const lines = readFileSync(file, 'utf8').split(/\r?\n/)
    const base = read(lines.join('\n'))

    it('loses no action by one cell or separator more or less', () => {
      const damaged = sampled(
        lines.flatMap((line, at) => (line.includes('\t') ? raggedOf(line).map((row) => ({ at, row })) : [])),
      )
      for (const { at, row } of damaged) {
        const draft = read(lines.with(at, row).join('\n'))
        const about = `line ${at + 1}: ${row}`
        expect(Math.abs(actionsOf(draft).length - actionsOf(base).length), about).toBeLessThanOrEqual(1)
        expect(lost(draft), about).toEqual([])
        if (!isAction(at)) continue
        const now = new Set(actionsOf(draft).map(fields))
        const others = actionsOf(base).filter((action) => !touches(action, at + 1))
        expect(
          others.map(fields).filter((each) => !now.has(each)),
          about,
        ).toEqual([])
      }
    }, 600_000)

    it('loses only the affected rows by lines missing, doubled, swapped and truncated', () => {
      const damaged = sampled(
        lines.flatMap((line, at) => [
          lines.toSpliced(at, 1),
          lines.toSpliced(at, 0, line),
          lines.with(at, line.slice(0, (at * 7919) % (line.length + 1))),
          lines.with(at, lines[at + 1] ?? line).with(Math.min(at + 1, lines.length - 1), line),
        ]),
      )
      for (const [n, copy] of damaged.entries()) {
        const now = new Set(actionsOf(read(copy.join('\n'))).map(({ text }) => text.slice(0, 20)))
        const gone = actionsOf(base).filter(({ text }) => !now.has(text.slice(0, 20)))
        expect(gone.length, `copy ${n}`).toBeLessThanOrEqual(2)
      }
    }, 600_000)

    /** Whether an action begins and ends in this line. */
    function isAction(at: number): boolean {
      return actionsOf(base).some((action) => linesOf(action).every((line) => line === at + 1))
    }
    function linesOf({ from, updates }: DraftAction): number[] {
      return [...Object.values(from).flat(), ...updates.flatMap((update) => update.from)].flatMap(
        (piece) => base.source.pieces[piece]?.place.line ?? [],
      )
    }
    function touches(action: DraftAction, line: number): boolean {
      return linesOf(action).includes(line)
    }
  },
)

/**
 * The content of an action, for comparing two readings; a number that is not written depends on the actions
 * before.
 */
function fields({ ref, refOrigin, text, ownerSaid, timescale, level, stage, updates }: DraftAction): string {
  return JSON.stringify([
    refOrigin === 'read' ? ref : null,
    text,
    ownerSaid,
    timescale.said,
    level,
    stage,
    updates.map((update) => [update.on, update.text]),
  ])
}

/** A row with a cell or a separator more or less, at every place. */
function raggedOf(line: string): string[] {
  const cells = line.split('\t')
  return cells
    .flatMap((cell, at) => [
      cells.toSpliced(at, 0, ''),
      cells.toSpliced(at, 0, 'Words astray.'),
      cells.toSpliced(at, 1),
      ...(at + 1 < cells.length ? [cells.toSpliced(at, 2, `${cell} ${cells[at + 1]}`)] : []),
    ])
    .map((row) => row.join('\t'))
}

/** A sample, evenly spread. */
function sampled<T>(all: readonly T[]): T[] {
  const step = copies === 0 ? 1 : Math.max(1, all.length / copies)
  return Array.from({ length: Math.floor(all.length / step) }, (_, n) => all[Math.floor(n * step)]).flatMap(
    (each) => (each === undefined ? [] : [each]),
  )
}
