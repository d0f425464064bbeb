import type { Draft } from '@beatbook/domain'

/** The characters of a text that count: all but white space and what separates cells. */
const letters = (text: string): string => text.replace(/\p{Cf}/gu, '').replace(/[\s|]+/gu, '')

/** Everything a draft accounts for by its pieces: values and ignored entries. Indexes come back once each. */
function accounted(draft: Draft): Set<number> {
  const all: number[][] = [
    ...draft.ignored.map(({ from }) => from),
    ...draft.tables.flatMap((table) => [table.from, ...table.rows.map(({ from }) => from)]),
  ]
  for (const plan of draft.plans) {
    all.push(plan.from)
    for (const section of plan.sections) {
      all.push(section.from)
      for (const action of section.actions)
        all.push(
          ...Object.values(action.from),
          ...[...action.updates, ...action.details, ...action.stages].map(({ from }) => from),
        )
    }
  }
  return new Set(all.flat())
}

/** The pieces of a draft that no value and no ignored entry names. */
export const lost = (draft: Draft): string[] => {
  const known = accounted(draft)
  return draft.source.pieces.filter((_, piece) => !known.has(piece)).map(({ text }) => text)
}

/** The words of a draft's pieces that stand in no value, finding or ignored entry. */
export function unsaid(draft: Draft): string[] {
  const said = JSON.stringify({ ...draft, source: null })
    .replace(/\\[nt]/g, ' ')
    .toLowerCase()
  return draft.source.pieces.flatMap(({ text }) =>
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !said.includes(word)),
  )
}

/** Every character in order of code point, to compare two texts as bags. */
export const bag = (text: string): string => [...letters(text)].sort().join('')
