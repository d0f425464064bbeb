import * as z from 'zod'
import { id } from '../id.ts'

/** The kinds of links between objects. `moves` leads from an action to a measure. */
export const linkKinds = [
  'depends-on',
  'serves',
  'moves',
  'supersedes',
  'continues',
  'split-from',
  'merged-into',
] as const
export const linkKind = z.enum(linkKinds)
export type LinkKind = z.infer<typeof linkKind>

/** A link from the object that has it to another, by id. */
export const link = z.object({ kind: linkKind, to: id })
export type Link = z.infer<typeof link>

/**
 * The kinds that people add and remove; splitting, merging or measuring an action creates the others. Links
 * of each of these kinds cannot form a loop.
 */
export const givenLinkKinds = ['depends-on', 'serves', 'supersedes', 'continues'] as const
export type GivenLinkKind = (typeof givenLinkKinds)[number]
