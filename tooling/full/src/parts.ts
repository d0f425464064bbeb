/** A part of the full run: a command that passes or fails by its exit code. */
export interface Part {
  readonly name: string
  /** What it runs, from the repository's root, with `seed`. */
  readonly command: (seed: number) => readonly string[]
}

/** In how many parts the tests run, so that a run that was stopped repeats at most one of them. */
const SHARDS = 8

const attack = (name: string, ...more: readonly string[]): Part => ({
  name: ['attack', name, ...more].join(' '),
  command: (seed) => ['node', 'tooling/attack/src/main.ts', name, ...more, '--seed', String(seed)],
})

/** Every test of both tiers, then every attack in its long form, quick ones first. */
export const parts: readonly Part[] = [
  ...Array.from({ length: SHARDS }, (_, at): Part => {
    const shard = `${at + 1}/${SHARDS}`
    return {
      name: `tests ${shard}`,
      command: () => ['node_modules/.bin/vitest', 'run', '--mode', 'full', `--shard=${shard}`],
    }
  }),
  attack('access'),
  attack('fuzz'),
  attack('faults'),
  attack('restore'),
  attack('documents'),
  attack('documents', '--bait', '20000'),
  attack('kill'),
]

/** The parts whose names contain any of `words`; all of them where there are none. */
export const partsNamed = (all: readonly Part[], words: readonly string[]): readonly Part[] =>
  words.length === 0 ? all : all.filter(({ name }) => words.some((word) => name.includes(word)))
