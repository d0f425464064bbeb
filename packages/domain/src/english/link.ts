import type { LinkKind } from '../link/link.ts'

/** A link as seen from one of its ends: `to` leads from this one to the other. */
interface SeenLink {
  readonly kind: LinkKind
  readonly direction: 'to' | 'from'
}

/** The heading of a link as seen from one of its ends: "Depends on", "Needed by". */
export const linkHeading = ({ kind, direction }: SeenLink): string => headings[kind][direction]

/** The title of an entry that added or removed a link. */
export const linkTitle = (kind: LinkKind, is: 'added' | 'removed'): string =>
  is === 'added' ? `${headings[kind].to} ${others[kind]}` : `No longer ${longer[kind]} ${others[kind]}`

const headings: Readonly<Record<LinkKind, Readonly<Record<SeenLink['direction'], string>>>> = {
  'depends-on': { to: 'Depends on', from: 'Needed by' },
  serves: { to: 'Serves', from: 'Served by' },
  moves: { to: 'Moves', from: 'Moved by' },
  supersedes: { to: 'Supersedes', from: 'Superseded by' },
  continues: { to: 'Continues', from: 'Continued by' },
  'split-from': { to: 'Split from', from: 'Split into' },
  'merged-into': { to: 'Merged into', from: 'Merged from' },
}

const longer: Readonly<Record<LinkKind, string>> = {
  'depends-on': 'depends on',
  serves: 'serves',
  moves: 'moves',
  supersedes: 'supersedes',
  continues: 'continues',
  'split-from': 'split from',
  'merged-into': 'merged into',
}

const others: Readonly<Record<LinkKind, string>> = {
  'depends-on': 'another action',
  serves: 'another action',
  moves: 'a measure',
  supersedes: 'another action',
  continues: 'another action',
  'split-from': 'another action',
  'merged-into': 'another action',
}
