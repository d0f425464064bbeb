import { parseArgs } from 'node:util'
import { failuresOf, type Report, written } from './report.ts'
import { stopEverything } from './server.ts'

/**
 * The amount of work of a command: `rounds` (defined by the command), from `seed`, with no new round after
 * `seconds`.
 */
export interface Amount {
  readonly rounds: number
  readonly seed: number
  readonly seconds: number
}

/**
 * Runs a command of this package from its command line: `--rounds`, `--seed` and `--seconds` override
 * `usual`. Prints the seed, the table and the closing line; exits with 1 on any failure, with 2 on invalid
 * options.
 */
export const run = async (
  name: string,
  usual: Omit<Amount, 'seed'>,
  attack: (amount: Amount, say: (line: string) => void) => Promise<Report>,
): Promise<void> => {
  const amount = amountOf(process.argv.slice(2), usual)
  if (typeof amount === 'string') {
    process.stderr.write(`${amount}\n`)
    process.exit(2)
  }
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  say(`${name}: up to ${amount.rounds} rounds within ${amount.seconds} s, --seed ${amount.seed}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stopEverything()
      process.exit(130)
    })
  const began = performance.now()
  const report = await attack(amount, say).finally(stopEverything)
  process.stdout.write(`${written(name, report, amount.seed, (performance.now() - began) / 1_000)}\n`)
  process.exitCode = failuresOf(report).length === 0 ? 0 : 1
}

/** The amount requested by `args`, or a sentence about an invalid one. */
export const amountOf = (args: readonly string[], usual: Omit<Amount, 'seed'>): Amount | string => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { rounds: { type: 'string' }, seed: { type: 'string' }, seconds: { type: 'string' } },
    })
    const read = { rounds: usual.rounds, seconds: usual.seconds, seed: Math.floor(Math.random() * 1_000_000) }
    for (const name of ['rounds', 'seed', 'seconds'] as const) {
      const given = values[name]
      if (given === undefined) continue
      if (!/^\d{1,9}$/.test(given))
        return `--${name} is a whole number of at most nine digits, not “${given}”`
      read[name] = Number(given)
    }
    return read
  } catch (error) {
    return (error as Error).message
  }
}
