import type { Id } from '../id.ts'
import type { Link, LinkKind } from './link.ts'

/** The ids of an object's links of a kind, in the order in which they were added. */
export const linkedTo = ({ links }: { readonly links: readonly Link[] }, kind: LinkKind): Id[] =>
  links.flatMap((each) => (each.kind === kind ? [each.to] : []))
