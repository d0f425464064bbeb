import type * as z from 'zod'

/** What a role may do. An administrator has all, an editor `read` and `edit`, a reader `read`. */
export const capabilities = ['read', 'edit', 'administer'] as const
export type Capability = (typeof capabilities)[number]

/**
 * A command as data. The API procedure, the command-line verb and the palette entry derive from it; its title
 * and sentences are in `presentation`, keyed by `name`.
 */
export interface CommandDefinition<Name extends string = string, Input extends z.ZodType = z.ZodType> {
  readonly name: Name
  readonly input: Input
  readonly capability: Capability
  /** The command-line path, with its positional arguments in capitals. */
  readonly cli: string
  /** Where the palette offers it: everywhere, or on an action's page. */
  readonly on: 'anywhere' | 'action'
  /** It changes several actions that have nothing to do with each other: it may be undone in some of them. */
  readonly byRow?: true
  /** It changes every action of an owner, however many: it is recorded, and undone, in parts where they are too many. */
  readonly inParts?: true
  /** The field of the input with the id of the object that the command creates; the sender generates it. */
  readonly makes?: string
}

/** Defines a command, preserving its literal name and input type. */
export const defineCommand = <const Name extends string, Input extends z.ZodType>(
  definition: CommandDefinition<Name, Input>,
): CommandDefinition<Name, Input> => definition
