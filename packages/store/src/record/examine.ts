import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { RefusalError } from '@beatbook/domain'
import { BUSY_TIMEOUT } from '../database/busy-timeout.ts'
import { storageFailure } from '../database/failure.ts'
import { readMarker } from './marker.ts'
import { hasSecondName, type Place, placeOf } from './place.ts'

/**
 * What a database file contains: `none` where it is missing or empty, `empty` where it has the header of a
 * WAL database and no tables.
 */
export type DatabaseContent =
  | { readonly contains: 'none' | 'empty' }
  | {
      readonly contains: 'record'
      readonly id: string | null
      readonly closed: boolean
      readonly position: number
    }

/** Inspects a database without changing it. Throws a refusal where it cannot be read. */
export const inspectDatabase = (file: string): DatabaseContent => {
  if (!existsSync(file) || statSync(file).size === 0) return { contains: 'none' }
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT })
    try {
      const tables = new Set(
        database
          .prepare("select name from sqlite_master where type = 'table'")
          .all()
          .map(({ name }) => name),
      )
      if (tables.size === 0) return { contains: 'empty' }
      const [metadata] = tables.has('record') ? database.prepare('select id, closed from record').all() : []
      const positions = ['select max(position) as position from event'].concat(
        tables.has('removed_entry') ? 'select max(last) from removed_entry' : [],
      )
      const [last] = tables.has('event')
        ? database.prepare(`select max(position) as position from (${positions.join(' union all ')})`).all()
        : []
      return {
        contains: 'record',
        id: (metadata?.id as string | undefined) ?? null,
        closed: metadata?.closed === 1,
        position: Number(last?.position ?? 0),
      }
    } finally {
      database.close()
    }
  } catch (error) {
    throw storageFailure(error)
  }
}

/**
 * Throws a sentence where opening the database would show less than it once contained: where its marker names
 * a later position or another record, or where the file was copied without its WAL.
 */
export const examine = (place: Place): void => {
  const { file, log, marker } = place
  if (hasSecondName(place))
    throw new Error(
      `${file} has a second name (a hard link). Remove the other name first: two names of one database destroy it.`,
    )
  const known = readMarker(marker)
  const found = inspectDatabase(file)
  const again = `Put the right files back, or move ${marker} away with what is left of the database and restore a backup ("beatbook-server restore FILE")`
  const meant = `If this is meant, move ${marker} away and start again`
  if (known === null) {
    if (found.contains === 'none' && existsSync(log) && statSync(log).size > 0)
      throw new Error(
        `${file} is missing or empty, but ${log} beside it is not. Put the database back beside its log, or move the log away to begin anew.`,
      )
    if (found.contains === 'empty')
      throw new Error(
        `${file} is the database of a record whose log (${log}) is missing, and holds nothing by itself. Put the log back, or move the file away and restore a backup ("beatbook-server restore FILE").`,
      )
    if (found.contains === 'record' && found.id !== null && !found.closed)
      throw new Error(
        `${file} was copied or moved while a server had it open: the newest entries may be missing. Restore a backup instead ("beatbook-server restore FILE"), or take one of this file ("beatbook-server backup FILE") and restore that where it is meant.`,
      )
    return
  }
  if (found.contains !== 'record')
    throw new Error(
      `${file} is missing or empty, but its marker says that it held a record up to entry ${known.position}. ${again}. ${meant} with an empty record.`,
    )
  if (found.id !== known.record)
    throw new Error(`${file} is another record than the one its marker names. ${again}. ${meant}.`)
  if (found.position < known.position)
    throw new Error(
      `${file} ends at entry ${found.position}, but its marker says that it held entry ${known.position}: it is an older copy, or its log (${log}) is missing. ${again}. ${meant} with the older record.`,
    )
}

/**
 * Why a server would refuse to open the record at `path` because of its marker or its name, in a sentence;
 * `null` where it would open it.
 */
export const misplacedRecord = (path: string): string | null => {
  try {
    examine(placeOf(path))
    return null
  } catch (error) {
    if (error instanceof RefusalError) return null
    return (error as Error).message
  }
}
