import { columnsIn, groupIn, ordersIn, orderTyped } from '../../view/layout.ts'
import type { Dispatchers, ScreenContext } from '../context.ts'
import { lineOf } from '../line.ts'
import { type PlanScreen, top } from '../state.ts'
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
      const read = ordersIn(typed, own)
      if ('error' in read) return complain(read.error)
      overlay(null)
      send({ type: 'layout', layout: { ...layout, ...read } })
    })

  const setGroup = (typed: string) =>
    onList(({ layout: { group: _, ...layout } }) => {
      const read = groupIn(typed)
      if ('error' in read) return complain(read.error)
      overlay(null)
      send({ type: 'layout', layout: { ...layout, ...read } })
    })

  const setColumns = (typed: string) =>
    onList(({ layout: { columns: _, ...layout } }) => {
      const read = columnsIn(typed, own)
      if ('error' in read) return complain(read.error)
      overlay(null)
      send({ type: 'layout', layout: { ...layout, ...read } })
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
