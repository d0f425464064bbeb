/**
 * A queue in which people take turns: somebody with one task does not wait for all tasks of another person.
 */
export interface FairQueue<Item> {
  readonly size: number
  /** The number of waiting tasks of a person. */
  of(person: string): number
  add(person: string, item: Item): void
  /** Removes and returns the next item, among people who `may` have one now. */
  take(may: (person: string) => boolean): Item | undefined
  /** Whether an item could be taken now. */
  some(may: (person: string) => boolean): boolean
  /** Removes an item from any position. */
  remove(person: string, item: Item): void
  /** How many items will be taken before this one, if everybody may have the next one at any time. */
  ahead(person: string, item: Item): number
  /** Removes and returns everything. */
  clear(): Item[]
}

/**
 * An empty queue. Each person's items come in order; the next person is the one whose last turn was longest
 * ago.
 */
export const fairQueue = <Item>(): FairQueue<Item> => {
  // In order of turns: a person who has just had one goes to the end.
  const queues = new Map<string, Item[]>()
  let size = 0

  return {
    get size() {
      return size
    },
    of: (person) => queues.get(person)?.length ?? 0,
    add(person, item) {
      const items = queues.get(person)
      if (items) items.push(item)
      else queues.set(person, [item])
      size += 1
    },
    take(may) {
      for (const [person, items] of queues) {
        if (!may(person)) continue
        const item = items.shift()
        queues.delete(person)
        if (items.length > 0) queues.set(person, items)
        size -= 1
        return item
      }
      return undefined
    },
    some: (may) => [...queues.keys()].some(may),
    remove(person, item) {
      const items = queues.get(person) ?? []
      const at = items.indexOf(item)
      if (at < 0) return
      items.splice(at, 1)
      if (items.length === 0) queues.delete(person)
      size -= 1
    },
    ahead(person, item) {
      const round = queues.get(person)?.indexOf(item) ?? 0
      let before = true
      let ahead = 0
      for (const [other, items] of queues) {
        if (other === person) before = false
        // People whose turn is earlier get one item more than those whose turn is later.
        ahead += other === person ? round : Math.min(items.length, round + (before ? 1 : 0))
      }
      return ahead
    },
    clear() {
      const all = [...queues.values()].flat()
      queues.clear()
      size = 0
      return all
    },
  }
}
