import { join } from 'node:path'

/**
 * The repository's root: relative paths in settings start there, whatever directory the server is started
 * from.
 */
export const root = join(import.meta.dirname, '../../..')
