import type { Role } from '@beatbook/domain'

/** A role in words, and what it may do. */
export const roleWords = (role: Role): { title: string; may: string } => words[role]

const words: Record<Role, { title: string; may: string }> = {
  administrator: { title: 'Administrator', may: 'reads and edits everything, and adds people' },
  editor: { title: 'Editor', may: 'imports documents, changes plans, records updates and undoes them' },
  reader: { title: 'Reader', may: 'reads everything, changes nothing' },
}
