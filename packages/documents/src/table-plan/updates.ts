import {
  type DraftUpdate,
  type Entry,
  type Finding,
  type IsoDate,
  readEntries,
  readTimescale,
} from '@beatbook/domain'
import { datingChoices } from '../choices.ts'
import type { ShapeContext } from '../shape.ts'
import { whereOf } from '../where.ts'
import type { ActionRow, Part } from './row.ts'

/** An update, and whether it begins with an impossible date. */
export interface ReadUpdate {
  readonly update: DraftUpdate
  readonly impossible: boolean
}

/**
 * An action's updates from all columns of updates, dated by their text, otherwise by their column's heading.
 */
export function updatesOf(row: ActionRow, context: ShapeContext): ReadUpdate[] {
  return row.layout.columns.flatMap((column, at) => {
    const part = row.parts.get(at)
    if (column?.role !== 'update' || !part || saysNothing(part.text)) return []
    const month = headed(column.heading, context)
    const entries = entriesOf(part.text).filter(({ said, text }) => line(text) !== '' || (said ?? '') !== '')
    const pieces = piecesOf(part, entries, context)
    return entries.map(({ on, said, text, impossible }, n): ReadUpdate => {
      const words = line(text) || (said ?? '')
      const update = {
        key: context.key('update'),
        on: on ?? (said === null ? (month?.on ?? null) : null),
        said: said ?? month?.said ?? null,
        text: words,
        from: pieces[n] ?? part.pieces,
      }
      return { update, impossible }
    })
  })
}

/**
 * The pieces of each update of a cell, from its beginning to the beginning of the next, so that together they
 * have all.
 */
function piecesOf(part: Part, entries: readonly Entry[], context: ShapeContext): number[][] {
  if (part.pieces.length < 2 || entries.length < 2) return []
  const where = whereOf(part.text, part.pieces, context.text)
  let from = 0
  const starts = entries.map(({ said, text }, n) => {
    const found = where.find(said ?? text, from)
    from = found?.end ?? from
    return n === 0 ? 0 : (found?.start ?? from)
  })
  return starts.map((start, n) => where.between(start, starts[n + 1] ?? where.place(part.text.length)))
}

/** Whether an update's cell states that there is none. */
export const saysNothing = (text: string): boolean =>
  /^\W*(?:none|nil|n\/?a|no (?:update|comments?|change)|tbc|(?:progress )?updates? (?:pending|awaited|to follow)|to follow)?\W*$/i.test(
    text,
  )

/**
 * A finding for each update without a day, made when all of the plan's days are known: the most common one is
 * proposed. If no update has a day, none is missing.
 */
export function datingFindings(
  actions: readonly { readonly key: string; readonly updates: readonly ReadUpdate[] }[],
  context: ShapeContext,
  plan: string,
): Finding[] {
  const usual = mostUsual(actions.flatMap(({ updates }) => updates.flatMap(({ update }) => update.on ?? [])))
  return actions.flatMap(({ key, updates }) =>
    updates
      .filter(
        ({ update, impossible }) =>
          update.on === null && (impossible || update.said !== null || usual !== null),
      )
      .map(({ update, impossible }) =>
        context.finding(impossible ? 'impossible-date' : 'undated-update', {
          plan,
          action: key,
          update: update.key,
          field: 'updates',
          pieces: update.from,
          args: { ...(update.said !== null && { said: update.said }), ...(usual !== null && { usual }) },
          choices: datingChoices(key, update.key, usual === null ? [] : [usual]),
        }),
      ),
  )
}

const line = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** A cell's updates. Prose that only mentions dates, or begins a sentence with one, is one undated update. */
function entriesOf(text: string): Entry[] {
  const entries = readEntries(text)
  const [first, ...others] = entries
  let from = 0
  const firm = ({ said }: Entry): boolean => {
    if (said === null) return false
    for (let at = text.indexOf(said, from); at >= 0; at = text.indexOf(said, at + 1)) {
      afterDate.lastIndex = at + said.length
      if (!afterDate.test(text)) continue
      from = at + said.length
      return true
    }
    return false
  }
  const dated = first !== undefined && first.said !== null && (firm(first) || !/^\W*on\s/i.test(text))
  if (dated || (first?.said === null && others.every(firm))) return entries
  return [{ on: null, said: null, text: text.trim(), impossible: false }]
}

/** What follows the date of an entry. */
const afterDate = /[\s)\]]*[:–—-]/y

/** The date of updates in a column's heading: "aug_2023_progress" means the end of that month. */
function headed(heading: string, context: ShapeContext): { on: IsoDate; said: string } | null {
  const [said] = inHeading.exec(heading.replace(/_/g, ' ')) ?? []
  const latest = said === undefined ? null : readTimescale(said, context.options).timescale.latest
  return said !== undefined && latest !== null ? { on: latest, said } : null
}

const inHeading =
  /\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+(?:20)?\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b/i

function mostUsual(days: readonly IsoDate[]): IsoDate | null {
  const counts = new Map<IsoDate, number>()
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1)
  return [...counts].sort(([a, n], [b, m]) => m - n || b.localeCompare(a))[0]?.[0] ?? null
}
