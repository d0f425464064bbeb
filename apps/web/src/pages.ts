import type { Capability } from '@beatbook/domain'

/** The pages of the navigation, and the permission each requires. */
export const pages: readonly { readonly href: string; readonly title: string; readonly needs: Capability }[] =
  [
    { href: '/work', title: 'My work', needs: 'read' },
    { href: '/plans', title: 'Plans', needs: 'read' },
    { href: '/actions', title: 'All actions', needs: 'read' },
    { href: '/owners', title: 'Owners', needs: 'read' },
    { href: '/import', title: 'Import a document', needs: 'edit' },
    { href: '/documents', title: 'Documents', needs: 'read' },
    { href: '/rules', title: 'Rules', needs: 'read' },
    { href: '/people', title: 'People', needs: 'administer' },
    { href: '/audit', title: 'Audit', needs: 'administer' },
    { href: '/force', title: 'The force', needs: 'administer' },
    { href: '/help', title: 'Guide', needs: 'read' },
  ]
