import { dirname, join, resolve } from 'node:path'
import { root } from '../root.ts'
import type { Settings } from './settings.ts'

/** Where the record is, by the settings. All paths are absolute. */
export interface DatabasePlace {
  /** The address to open it with. */
  readonly url: string
  /** The database's file; `null` for one in memory or in PostgreSQL. */
  readonly file: string | null
  /** The folder of the documents' files of a record in PostgreSQL; `null` for any other. */
  readonly files: string | null
  /** The folder on this machine in which what belongs to the record is kept; `null` for one in memory. */
  readonly folder: string | null
}

/** Where the record is that the settings name. */
export const databasePlace = ({
  DATABASE_URL: url,
  FILES_FOLDER,
}: Pick<Settings, 'DATABASE_URL' | 'FILES_FOLDER'>): DatabasePlace => {
  if (!url.startsWith('sqlite:')) {
    const files = resolve(root, FILES_FOLDER)
    return { url, file: null, files, folder: dirname(files) }
  }
  const path = url.slice('sqlite:'.length)
  if (path === ':memory:') return { url, file: null, files: null, folder: null }
  const file = resolve(root, path)
  return { url: `sqlite:${file}`, file, files: null, folder: dirname(file) }
}

/** The path of the secret of sign-in cookies; `null` for a record in memory. */
export const secretPath = ({ folder }: DatabasePlace): string | null => folder && join(folder, 'secret')
