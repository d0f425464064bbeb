import type { Role } from '@beatbook/domain'

/** A role in words, and what it may do. */
export const roleWords = (role: Role): { title: string; may: string } => words[role]

const words: Record<Role, { title: string; may: string }> = {
  administrator: { title: 'Administrator', may: 'reads and edits everything, and adds people' },
  editor: { title: 'Editor', may: 'brings documents, records updates and takes them back' },
  reader: { title: 'Reader', may: 'reads everything, changes nothing' },
}
