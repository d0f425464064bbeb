import { join } from 'node:path'

/** The repository's root: relative paths in settings start here, whatever the working directory. */
export const root = join(import.meta.dirname, '../../..')
