import { printData } from './data.ts'

/** What the server answers to a command. */
export interface Done {
  readonly position: number
  readonly unchanged: boolean
}

/** Prints what a command did, for programs: the same of every command, and what it was about. */
export const printOutcome = (
  command: string,
  commandId: string,
  { position, unchanged }: Done,
  about: Readonly<Record<string, unknown>> = {},
): void => printData('command', { command, commandId, position, unchanged, ...about })
