import type * as z from 'zod'

/** What a role may do. An administrator has all, an editor `read` and `edit`, a reader `read`. */
export const capabilities = ['read', 'edit', 'administer'] as const
export type Capability = (typeof capabilities)[number]

/**
 * A command as data. The API procedure, the command-line verb and the palette entry all derive from it; its
 * title and sentences stand in `presentation`, keyed by `name`.
 */
export interface CommandDefinition<Name extends string = string, Input extends z.ZodType = z.ZodType> {
  readonly name: Name
  readonly input: Input
  readonly capability: Capability
  /** The command-line path, with its positional arguments in capitals. */
  readonly cli: string
  /** Where the palette offers it: anywhere, or on an action's page. */
  readonly on: 'anywhere' | 'action'
  /** The part of the input that is the id of what the command begins: whoever sends it makes one. */
  readonly makes?: string
}

/** Defines a command, keeping its literal name and input type. */
export const defineCommand = <const Name extends string, Input extends z.ZodType>(
  definition: CommandDefinition<Name, Input>,
): CommandDefinition<Name, Input> => definition
