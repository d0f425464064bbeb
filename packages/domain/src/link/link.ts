import * as z from 'zod'
import { id } from '../id.ts'

/** What one thing can be to another. `moves` leads from an action to a measure. */
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

/** A link from the thing that has it to another, by id. */
export const link = z.object({ kind: linkKind, to: id })
export type Link = z.infer<typeof link>

/**
 * The kinds a person adds and removes one by one; what splits, merges or measures an action makes the others.
 * Along a link of one of these kinds nothing may lead back to where it began.
 */
export const givenLinkKinds = ['depends-on', 'serves', 'supersedes', 'continues'] as const
export type GivenLinkKind = (typeof givenLinkKinds)[number]
