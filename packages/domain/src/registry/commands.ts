import { type Aggregate, type Decided, definitionsOf, type StoreCommand } from '../aggregate/aggregate.ts'
import { type aggregates, allAggregates } from './aggregates.ts'

/** The definition of every command, by name, as the aggregates list them. */
export const commands = Object.fromEntries(
  allAggregates.flatMap((aggregate) => Object.entries(definitionsOf(aggregate))),
) as Definitions

type All = (typeof aggregates)[keyof typeof aggregates]['commands']
type Names = All extends infer C ? (C extends unknown ? keyof C : never) : never
type DefinitionOf<N> = All extends infer C
  ? C extends unknown
    ? N extends keyof C
      ? C[N] extends StoreCommand<infer D>
        ? D
        : never
      : never
    : never
  : never
type Definitions = { readonly [N in Names]: DefinitionOf<N> }
export type CommandName = Names & string

/** The object that rights on a command's subject are granted on: the home of its aggregate. */
export const homeOfCommand = (name: CommandName): Aggregate['home'] => {
  const found = allAggregates.find((aggregate) => name in aggregate.commands)
  if (found === undefined) throw new Error(`no aggregate has a command “${name}”`)
  return found.home
}

/** A command with its decision; `null` where the store executes it with a function of its own. */
export const decidedOf = (name: CommandName): Decided | null => {
  for (const { commands } of allAggregates) {
    const found = (commands as Readonly<Record<string, StoreCommand | Decided>>)[name]
    if (found !== undefined) return 'decide' in found ? found : null
  }
  return null
}
