import type { SavedCommand } from '../command/Saved.tsx'

/** What the page of a plan is opened with after the plan was made: what was said, and the command to undo. */
export type Begun = { readonly begun: SavedCommand }
