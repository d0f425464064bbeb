import { resolve } from 'node:path'
import { root } from '../root.ts'

/** The database's file, absolute; `null` for one in memory. */
export const databasePath = (url: string): string | null => {
  const path = url.slice('sqlite:'.length)
  return path === ':memory:' ? null : resolve(root, path)
}
