import type { CommandName } from '@beatbook/domain'

/** `record-update` as the procedure `recordUpdate`. */
export const procedureName = (name: CommandName): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
