/**
 * A queue in which people take turns: whoever waits with one task is not behind everything another person
 * asked for.
 */
export interface FairQueue<Item> {
  readonly size: number
  /** How many tasks of a person wait. */
  of(person: string): number
  add(person: string, item: Item): void
  /** Takes the next item out, of the people who `may` have one now. */
  take(may: (person: string) => boolean): Item | undefined
  /** Whether an item could be taken now. */
  some(may: (person: string) => boolean): boolean
  /** Takes an item out wherever it is. */
  remove(person: string, item: Item): void
  /** How many items are taken before this one, if everybody may have the next one at any time. */
  ahead(person: string, item: Item): number
  /** Takes everything out. */
  clear(): Item[]
}

/**
 * An empty queue. Each person's items come in their order; of the people, the one whose last turn is longest
 * ago.
 */
export const fairQueue = <Item>(): FairQueue<Item> => {
  // In the order of their turns: who has just had one goes to the end.
  const lines = new Map<string, Item[]>()
  let size = 0

  return {
    get size() {
      return size
    },
    of: (person) => lines.get(person)?.length ?? 0,
    add(person, item) {
      const line = lines.get(person)
      if (line) line.push(item)
      else lines.set(person, [item])
      size += 1
    },
    take(may) {
      for (const [person, line] of lines) {
        if (!may(person)) continue
        const item = line.shift()
        lines.delete(person)
        if (line.length > 0) lines.set(person, line)
        size -= 1
        return item
      }
      return undefined
    },
    some: (may) => [...lines.keys()].some(may),
    remove(person, item) {
      const line = lines.get(person) ?? []
      const at = line.indexOf(item)
      if (at < 0) return
      line.splice(at, 1)
      if (line.length === 0) lines.delete(person)
      size -= 1
    },
    ahead(person, item) {
      const round = lines.get(person)?.indexOf(item) ?? 0
      let before = true
      let ahead = 0
      for (const [other, line] of lines) {
        if (other === person) before = false
        // Those whose turn is earlier have one more than those whose turn is later.
        ahead += other === person ? round : Math.min(line.length, round + (before ? 1 : 0))
      }
      return ahead
    },
    clear() {
      const all = [...lines.values()].flat()
      lines.clear()
      size = 0
      return all
    },
  }
}
