import type {
  PlanView,
  ReturnedField,
  ReturnedPlan,
  ReturnedRow,
  ReturnedRowView,
  ReturnedSheet,
  WrittenRow,
} from '@beatbook/contract'
import { foldWords, type Id, matchRows, readOwners, type Settings } from '@beatbook/domain'
import { type CellChange, changeTyped } from '../action/cell.ts'
import { type ActionColumn, actionColumns, moreColumns } from '../action/columns.ts'
import { dayTyped, meaningOf } from './meaning.ts'

/** What a workbook that came back is compared with. */
export interface ReturnedGiven {
  /** The sheets of the plan. */
  readonly sheets: readonly ReturnedSheet[]
  /** The plan as it went out, as known then; `null` where that is not known. */
  readonly base: readonly WrittenRow[] | null
  /** The plan as it is, with the actions that are withdrawn. */
  readonly now: readonly WrittenRow[]
  readonly plan: PlanView
  readonly settings: Settings
  readonly newId: () => Id
}

/** What the fields of a workbook that are not typed into are, or that have a rule of their own. */
const notTyped: ReadonlySet<string> = new Set([
  'computed',
  'earliest',
  'latest',
  'update',
  'new-update',
  'id',
])

/**
 * What a workbook that came back says about its plan: the difference of three versions, field by field. What the
 * workbook has as it went out is no change, whatever happened to the plan since; where both changed to different values
 * it is a conflict. Rows are those of their id within the plan, else of the ref, else of the most similar words. A row
 * that is absent changes nothing. Pure.
 */
export const differenceReturned = (given: ReturnedGiven): ReturnedPlan => {
  const { sheets, base, now, plan, newId } = given
  const rows = sheets.flatMap((sheet) => sheet.rows.map((row) => ({ sheet, row })))
  const agreed = new Map((base ?? now).map((row) => [row.id, row]))
  const current = new Map(now.map((row) => [row.id, row]))
  const matches = matchReturned(
    rows.map(({ row }) => row),
    [...new Map([...now, ...(base ?? [])].map((row) => [row.id, row])).values()],
  )
  const sections = newSections(given)
  const context: RowContext = { ...given, newSections: sections }

  let same = 0
  const views = rows.flatMap(({ sheet, row }, at): ReturnedRowView[] => {
    const { id, matched } = matches[at] ?? { id: null, matched: 'none' as const }
    const was = id === null ? undefined : (agreed.get(id) ?? current.get(id))
    const is = id === null ? undefined : current.get(id)
    const fields = fieldsOf(sheet, row, was, is, id !== null && agreed.has(id), context)
    const update = updateThatIsNew(updateOf(row, was), is)
    if (was !== undefined && fields.length === 0 && update === null) {
      same += 1
      return []
    }
    const said = row.cells['text'] ?? ''
    if (was === undefined && said === '' && fields.every(({ key }) => key === 'section')) return []
    return [
      {
        ...{ sheet: sheet.name, number: row.number, matched, fields, update },
        kind: was === undefined ? 'new' : is === undefined ? 'elsewhere' : 'changed',
        actionId: id ?? newId(),
        address: is?.address ?? was?.address ?? null,
        ref: is?.ref ?? was?.ref ?? row.cells['ref'] ?? '',
        text: is?.text ?? was?.text ?? said,
        ...{ seen: {}, columnsSeen: {}, refusal: null },
      },
    ]
  })

  const found = new Set(matches.flatMap(({ id }) => id ?? []))
  const went = sheets.every(({ went }) => went === null)
    ? null
    : new Set(sheets.flatMap(({ went }) => went ?? []))
  const [from = null] = sheets.flatMap(({ plan }) => plan ?? [])
  return {
    plan: { id: plan.id, code: plan.code, title: plan.title },
    asAt: base === null ? null : (from?.asAt ?? null),
    knownAt: base === null ? null : (from?.knownAt ?? null),
    rows: views,
    same,
    absent: now
      .filter(({ id, withdrawn }) => !withdrawn && !found.has(id) && (went === null || went.has(id)))
      .map(({ id, address, ref, text }) => ({ actionId: id, address, ref, text, seen: {} })),
    sections: [...sections.values()].filter(({ sectionId }) =>
      views.some(({ fields }) => fields.some(({ change }) => change?.sectionId === sectionId)),
    ),
    unknownColumns: [...new Set(sheets.flatMap(({ unknown }) => unknown))],
  }
}

interface RowContext extends ReturnedGiven {
  readonly newSections: ReadonlyMap<string, { readonly sectionId: Id; readonly title: string }>
}

/** The sections that the workbook names and the plan does not have, by their folded titles. */
const newSections = ({ sheets, plan, newId }: ReturnedGiven) => {
  const known = new Set(plan.sections.map(({ title }) => foldWords(title)))
  const found = new Map<string, { sectionId: Id; title: string }>()
  for (const { rows } of sheets)
    for (const { cells } of rows) {
      const title = (cells['section'] ?? '').replace(/\s+/g, ' ').trim()
      const folded = foldWords(title)
      if (folded !== '' && !known.has(folded) && !found.has(folded))
        found.set(folded, { sectionId: newId(), title })
    }
  return found
}

/** The fields in which a row differs from what went out and from the plan as it is. */
const fieldsOf = (
  sheet: ReturnedSheet,
  row: ReturnedRow,
  was: WrittenRow | undefined,
  is: WrittenRow | undefined,
  wentOut: boolean,
  context: RowContext,
): ReturnedField[] => {
  const { settings } = context
  const meaning = (key: string, text: string) => meaningOf(key, text, settings.columns)
  const typed = sheet.columns.filter(({ key }) => !notTyped.has(key))
  return typed.flatMap(({ key, title }): ReturnedField[] => {
    const agreed = was?.cells[key] ?? ''
    const now = (is ?? was)?.cells[key] ?? ''
    const workbook = key === 'timescale' ? timescaleOf(row, was) : (row.cells[key] ?? '')
    const [a, n, w] = [agreed, now, workbook].map((text) => meaning(key, text))
    if (w === a || w === n) return []
    // An empty cell takes a value away that went out; a new row, or one of an action that did not, leaves it open.
    if (w === '' && (!wentOut || key === 'ref' || key === 'section')) return []
    const read = changeOf({ key, title }, workbook, context)
    return [
      {
        ...{ key, title, agreed, now, workbook, conflict: a !== n },
        change: typeof read === 'string' ? null : read,
        fault: typeof read === 'string' ? read : null,
      },
    ]
  })
}

/**
 * The words of a timescale: as they are written, or, where they are as they went out, the days beside them where
 * somebody changed those.
 */
const timescaleOf = ({ cells }: ReturnedRow, was: WrittenRow | undefined): string => {
  const said = dayTyped(cells['timescale'] ?? '')
  if (was === undefined) return said === '' ? (daysOf(cells) ?? '') : said
  const before = was.cells['timescale'] ?? ''
  if (meaningOf('timescale', said, []) !== meaningOf('timescale', before, [])) return said
  const changed = (['earliest', 'latest'] as const).some((key) => {
    const now = cells[key]
    return now !== undefined && now !== '' && dayTyped(now) !== (was.cells[key] ?? '')
  })
  return changed ? (daysOf(cells) ?? said) : said
}

/** The days beside a timescale as one: from the first to the last, or by the last alone. */
const daysOf = (cells: ReturnedRow['cells']): string | null => {
  const [first, last] = [dayTyped(cells['earliest'] ?? ''), dayTyped(cells['latest'] ?? '')]
  if (last === '') return first === '' ? null : `from ${first}`
  return first === '' || first === last ? `by ${last}` : `${first} to ${last}`
}

const changeOf = (
  { key, title }: { readonly key: string; readonly title: string },
  workbook: string,
  { plan, settings, newSections }: RowContext,
): CellChange | string => {
  if (key === 'section') {
    const folded = foldWords(workbook)
    const known = plan.sections.find((section) => foldWords(section.title) === folded)
    const sectionId = known?.id ?? newSections.get(folded)?.sectionId
    return sectionId === undefined ? 'An action has a section. Write which.' : { sectionId }
  }
  // As they are written when they go out: a duty stands before its name.
  if (key === 'owners')
    return { owners: readOwners(workbook).owners.map(({ name, duty }) => ({ name, duty })) }
  if (key === 'progress') {
    const share = meaningOf(key, workbook, settings.columns)
    return changeTyped(columnOf(key, title), share, { plan, settings })
  }
  const own = settings.columns.find(({ code }) => key === `column:${code}`)
  return changeTyped(columnOf(key, title), own?.kind === 'date' ? workbook : dayTyped(workbook), {
    plan,
    settings,
  })
}

const columnOf = (key: string, heading: string): ActionColumn =>
  [...actionColumns, ...moreColumns].find((column) => column.key === key) ?? {
    key: key as ActionColumn['key'],
    heading,
    priority: 6,
    sort: null,
  }

/** The update that a row adds: what stands in its own column, or words that replace or continue the last one. */
const updateOf = (
  { cells }: ReturnedRow,
  was: WrittenRow | undefined,
): { text: string; on: string | null } | null => {
  const added = (cells['new-update'] ?? '').trim()
  if (added !== '') return datedUpdate(added)
  const last = (cells['update'] ?? '').trim()
  const before = (was?.cells['update'] ?? '').trim()
  if (last === '' || meaningOf('update', last, []) === meaningOf('update', before, [])) return null
  const rest = before !== '' && last.startsWith(before) ? last.slice(before.length).trim() : ''
  return datedUpdate(rest === '' ? last : rest)
}

/** An update, unless it is the last one that the plan has, as where a workbook comes back twice. */
const updateThatIsNew = (
  update: ReturnedRowView['update'],
  is: WrittenRow | undefined,
): ReturnedRowView['update'] => {
  const last = datedUpdate(is?.cells['update'] ?? '')
  return update !== null &&
    last !== null &&
    meaningOf('update', last.text, []) === meaningOf('update', update.text, [])
    ? null
    : update
}

/** The words of an update, with the day before them where there is one: “05/12/2026: Doors fitted”. */
const datedUpdate = (said: string): { text: string; on: string | null } | null => {
  const [, day = '', month = '', year = '', text = ''] =
    /^(\d{1,2})[./](\d{1,2})[./](\d{4})\s*[:–-]\s*(\S[\s\S]*)$/.exec(said) ?? []
  if (text === '') return said === '' ? null : { text: said, on: null }
  const on = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const isDay = new Date(`${on}T00:00:00Z`).toJSON()?.startsWith(on) ?? false
  return isDay ? { text, on } : { text: said, on: null }
}

interface FoundRow {
  readonly id: Id | null
  readonly matched: ReturnedRowView['matched']
}

/**
 * The action of each row: by its id where it is one of the plan, else by its ref and words. Where several rows have one
 * id, as after copying a row, the one with the most similar words keeps it.
 */
const matchReturned = (rows: readonly ReturnedRow[], known: readonly WrittenRow[]): FoundRow[] => {
  const found: FoundRow[] = rows.map(() => ({ id: null, matched: 'none' }))
  const byId = new Map(known.map((row) => [row.id, row]))
  const withId = Map.groupBy(
    rows.flatMap(({ id }, at) => (id !== null && byId.has(id) ? [{ id, at }] : [])),
    ({ id }) => id,
  )
  for (const [id, places] of withId) {
    const action = byId.get(id)
    const wordsOf = (at: number) => ({
      ref: rows[at]?.cells['ref'] || null,
      text: rows[at]?.cells['text'] ?? '',
    })
    const [best = null] =
      places.length === 1 || action === undefined
        ? places
        : matchRows(
            [{ ref: action.ref, text: action.text }],
            places.map(({ at }) => wordsOf(at)),
          ).map(({ right }) => places[right ?? 0])
    if (best) found[best.at] = { id, matched: 'id' }
  }
  const copies = new Set([...withId.values()].flatMap((places) => places.map(({ at }) => at)))
  const taken = new Set(found.flatMap(({ id }) => id ?? []))
  const open = rows.flatMap((_, at) => (found[at]?.id === null && !copies.has(at) ? [at] : []))
  const free = known.filter(({ id }) => !taken.has(id))
  const matches = matchRows(
    open.map((at) => ({ ref: rows[at]?.cells['ref'] || null, text: rows[at]?.cells['text'] ?? '' })),
    free,
  )
  for (const [index, at] of open.entries()) {
    const { right, matched } = matches[index] ?? { right: null, matched: 'none' }
    const row = right === null ? undefined : free[right]
    if (row !== undefined)
      found[at] = { id: row.id, matched: matched === 'similar' || matched === 'text' ? 'words' : 'ref' }
  }
  return found
}
