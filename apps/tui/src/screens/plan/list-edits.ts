import { type GridLayout, type GridSort, gridLayout, groupings } from '@beatbook/contract'
import { groupingWords } from '@beatbook/presentation'
import type { Dispatchers, ScreenContext } from '../context.ts'
import { lineOf } from '../line.ts'
import { type PlanScreen, top } from '../state.ts'
import { columnKeyGiven } from './columns.ts'
import { serverOrder } from './listed.ts'

/** What is done to the list on a screen itself: its order, groups and columns, and jumping in it. */
export const listEdits = ({
  client,
  send,
  state,
  record,
  notice,
  failed,
  complain,
  overlay,
}: ScreenContext & Dispatchers) => {
  const onList = (what: (screen: PlanScreen) => void): void => {
    const screen = top(state())
    if (screen.at === 'plan') what(screen)
    else complain('That works in a list of actions.')
  }
  const own = record.settings.columns

  const openOrder = () =>
    onList(({ layout }) => overlay({ at: 'order', line: lineOf(orderTyped(layout.sorts)), error: null }))

  /** Orders by the fields that are typed: `level, -timescale`; by the plan's own order where none is. */
  const setOrder = (typed: string) =>
    onList(({ layout }) => {
      const read = ordersIn(typed, (word) => columnKeyGiven(word, own))
      if ('error' in read) return complain(read.error)
      overlay(null)
      send({ type: 'layout', layout: { ...layout, sorts: read.sorts } })
    })

  const setGroup = (typed: string) =>
    onList(({ layout }) => {
      const asked = typed.trim().toLowerCase()
      const group = groupings.find((each) => each === asked || groupingWords[each].toLowerCase() === asked)
      if (group === undefined && asked !== '')
        return complain(`Put them together by ${groupings.join(', ')}.`)
      overlay(null)
      const { group: _, ...rest } = layout
      send({ type: 'layout', layout: group === undefined ? rest : { ...rest, group } })
    })

  const setColumns = (typed: string) =>
    onList(({ layout }) => {
      const words = typed.split(',').map((word) => word.trim())
      const asked = words.filter(Boolean).map((word) => ({ word, key: columnKeyGiven(word, own) }))
      const wrong = asked.find(({ key }) => key === null)
      if (wrong !== undefined) return complain(`No column is called “${wrong.word}”.`)
      overlay(null)
      const { columns: _, ...rest } = layout
      const columns = asked.flatMap(({ key }) => (key === null ? [] : [{ key }]))
      send({ type: 'layout', layout: columns.length === 0 ? rest : { ...rest, columns } })
    })

  const goTo = (number: number) =>
    onList(() => {
      const { count } = record.rows
      if (!Number.isInteger(number) || number < 1) return notice('bad', 'Write the number of a row: go 5000.')
      send({ type: 'go', to: Math.min(number, count ?? number) - 1 })
    })

  const openFind = () =>
    onList(({ selected }) => overlay({ at: 'find', line: lineOf(), before: selected, error: null }))

  /** Jumps to the first row that has the ref or the words; with `next` to the one after the last found. */
  const find = (words: string, next: string | null = null) => {
    const { question, rows } = record
    if (question === null || words.trim() === '') return
    const { layout, filter } = question
    if (rows.ordered) return findHere(words, next)
    const order = serverOrder(layout)
    const asked = async () => {
      const code = filter.plan
      const exact =
        next === null && code !== undefined && /^\S+$/.test(words)
          ? await client.actions.get.query({ address: `${code}/${words}` }).catch(() => null)
          : null
      const text = [filter.text, words].filter(Boolean).join(' ')
      const page = await client.actions.list.query({
        ...filter,
        ...order,
        text,
        limit: 1,
        ...(next === null ? {} : { cursor: next }),
      })
      for (const id of [exact?.id, page.rows[0]?.id]) {
        if (id === undefined) continue
        const place = await client.actions.list.query({ ...filter, ...order, from: id, limit: 1 })
        if (place.start !== undefined)
          return { start: place.start, next: id === exact?.id ? null : page.next }
      }
      return null
    }
    asked().then((place) => {
      if (place === null) return nothingFound(words)
      send({ type: 'go', to: place.start })
      send({ type: 'found', found: { words, next: place.next } })
    }, failed)
  }

  /** The same in a list that is loaded as a whole; `next` is the index of the row found last. */
  const findHere = (words: string, next: string | null) => {
    const { rows } = record
    const sought = words.toLowerCase()
    const indexes = Array.from({ length: rows.count ?? 0 }, (_, at) => at)
    const has = (at: number): boolean => {
      const row = rows.at(at)
      if (row === null) return false
      const said = [
        row.text,
        row.ownerSaid ?? '',
        ...row.owners.map(({ name }) => name),
        row.lastUpdate?.text,
      ]
      return said.some((each) => each?.toLowerCase().includes(sought))
    }
    const exact = next === null ? indexes.find((at) => rows.at(at)?.ref.toLowerCase() === sought) : undefined
    const found = exact ?? indexes.find((at) => (next === null || at > Number(next)) && has(at))
    if (found === undefined) return nothingFound(words)
    send({ type: 'go', to: found })
    send({ type: 'found', found: { words, next: String(found) } })
  }

  const nothingFound = (words: string) => {
    const said = `Nothing in this list has “${words}”.`
    if (state().overlay?.at === 'find') complain(said)
    else notice('bad', said)
  }

  const findNext = () => {
    const { words, next } = state().found
    if (words === '') openFind()
    else find(words, next)
  }

  return { openOrder, setOrder, setGroup, setColumns, goTo, openFind, find, findNext }
}

/** Orders as they are typed: `level, -timescale`. */
export const orderTyped = (sorts: GridLayout['sorts']): string =>
  sorts.map(({ by, descending }) => `${descending ? '-' : ''}${by}`).join(', ')

/** The orders in a typed line; an error where a word names no field that can be ordered by. */
export const ordersIn = (
  typed: string,
  keyOf: (word: string) => string | null,
): { sorts: GridSort[] } | { error: string } => {
  const sorts: GridSort[] = []
  for (const part of typed.split(',').map((each) => each.trim())) {
    if (part === '' || part === 'place') continue
    const word = part.replace(/^[-+]/, '').replace(/\s+desc(ending)?$/i, '')
    const descending = part.startsWith('-') || /\s+desc(ending)?$/i.test(part)
    const key = keyOf(word)
    const read = gridLayout.shape.sorts.safeParse([{ by: byKey[key ?? ''] ?? key ?? word, descending }])
    if (!read.success) return { error: `Nothing is ordered by “${word}”. Fields: ${orderWords}.` }
    sorts.push(...read.data)
  }
  const all = gridLayout.shape.sorts.safeParse(sorts)
  return all.success ? { sorts: all.data } : { error: 'At most four fields.' }
}

const byKey: Readonly<Record<string, GridSort['by']>> = { owners: 'owner' }
const orderWords = 'ref, text, owner, section, timescale, level, rules, stage, progress, last-update'
