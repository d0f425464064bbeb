import type * as z from 'zod'
import type { IsoDate } from '../calendar/date.ts'
import type { CommandDefinition } from '../command/definition.ts'
import type { Refusal } from '../refusal.ts'
import type { Result } from '../result.ts'
import type { DecideContext, EventBody, Pending, Recorded, StreamKind } from '../stream/event.ts'
import type { Need, Needed } from './need.ts'

/** What a command needs loaded, by the argument names of its `decide`. */
type Needs = Readonly<Record<string, Need<string, readonly unknown[]>>>

/**
 * A command with its decision: what `decide` needs from the record for an input, and `decide` itself, which
 * returns the events to record (none where nothing changes) or a refusal.
 */
export interface Decided<
  Definition extends CommandDefinition = CommandDefinition,
  N extends Needs = Needs,
  Event extends EventBody = EventBody,
> {
  readonly definition: Definition
  needs(input: z.output<Definition['input']>): N
  decide(
    loaded: { readonly [K in keyof N]: Needed<N[K]> },
    input: z.output<Definition['input']>,
    context: DecideContext,
  ): Result<Pending<Event>[], Refusal>
}

/**
 * A command that writes more than events (a draft, passwords): the store executes it with a function of its
 * own.
 */
export interface StoreCommand<Definition extends CommandDefinition = CommandDefinition> {
  readonly definition: Definition
}

/**
 * An aggregate as data: one kind of stream with its events, its state and its commands. Generic code (the
 * store's command runner and versions, the API, the command line, the palette) derives from it.
 */
export interface Aggregate<
  Kind extends StreamKind = StreamKind,
  State = unknown,
  Event extends EventBody = EventBody,
  Commands extends Readonly<Record<string, StoreCommand>> = Readonly<Record<string, StoreCommand>>,
  Seen extends View<State> | null = View<State> | null,
> {
  readonly kind: Kind
  /** The object that rights on it are granted on: itself, or the aggregate it is part of. */
  readonly home: 'area' | 'plan' | 'root-area'
  readonly event: z.ZodType<Event>
  /** The next state. Total: an event that cannot apply leaves the state unchanged. */
  evolve(state: State | null, event: Recorded<Event>): State | null
  /** By name. */
  readonly commands: Commands
  /** The source of its questions (list, get, history); `null` where it has its own reader. */
  readonly view: Seen
}

/** How a state is published: the schema, and the value on a day. */
export interface View<
  State = unknown,
  Plural extends string = string,
  Schema extends z.ZodObject = z.ZodObject,
> {
  /** The plural name in one word, which names the API's router. */
  readonly plural: Plural
  readonly schema: Schema
  on(state: State, day: IsoDate): z.output<Schema>
}

/** Defines a view, preserving its literal name and the type of its schema. */
export const defineView = <State, const Plural extends string, Schema extends z.ZodObject>(
  view: View<State, Plural, Schema>,
): View<State, Plural, Schema> => view

/** Joins a command with its decision. */
export const decided = <Definition extends CommandDefinition, const N extends Needs, Event extends EventBody>(
  definition: Definition,
  by: Omit<Decided<Definition, N, Event>, 'definition'>,
): Decided<Definition, N, Event> => ({ definition, ...by })

/** Defines an aggregate, preserving its literal kind and the types of its commands. */
export const defineAggregate = <
  const Kind extends StreamKind,
  State,
  Event extends EventBody,
  Commands extends Readonly<Record<string, StoreCommand>>,
  Seen extends View<State> | null,
>(
  aggregate: Aggregate<Kind, State, Event, Commands, Seen>,
): Aggregate<Kind, State, Event, Commands, Seen> => aggregate

/** The definitions of an aggregate's commands, by name. */
export const definitionsOf = <Commands extends Readonly<Record<string, StoreCommand>>>({
  commands,
}: {
  readonly commands: Commands
}): { readonly [N in keyof Commands]: Commands[N]['definition'] } =>
  Object.fromEntries(Object.entries(commands).map(([name, { definition }]) => [name, definition])) as never
