import {
  closeSync,
  existsSync,
  fdatasync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'
import { syncFolder } from '../database/disk.ts'

/**
 * What is known of a record beside its database: its id, and the position of an event that is surely in it.
 */
export interface Marker {
  readonly record: string
  readonly position: number
}

const shape = z.object({ v: z.literal(1), record: z.string(), position: z.int().min(0) })

/** Long enough for any marker: it is written over in one piece. */
const BYTES = 256

/** How often the marker reaches the disk itself while it moves, in milliseconds. */
const SYNCED_EVERY = 5_000

/**
 * Reads the marker at `path`; `null` where there is none. Throws a sentence where there is one that cannot be
 * read.
 */
export const readMarker = (path: string): Marker | null => {
  if (!existsSync(path)) return null
  try {
    const { record, position } = shape.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { record, position }
  } catch {
    throw new Error(
      `The marker ${path} cannot be read. Check the database ("beatbook-server check"), then move the marker away and start again.`,
    )
  }
}

/** Puts a marker at `path` in place of any other, surely on the disk when it returns. */
export const writeMarker = (path: string, marker: Marker): void => {
  const part = `${path}.part`
  const descriptor = openSync(part, 'w', 0o600)
  writeSync(descriptor, text(marker))
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(part, path)
  syncFolder(dirname(path))
}

/** A marker that follows the record. */
export interface MovingMarker {
  /**
   * Says that the event at `position` is on the disk. Written at once, so that it survives the process; it
   * reaches the disk itself within seconds.
   */
  move(position: number): void
  close(): void
}

/**
 * Writes the marker of a record that is being opened, and keeps it up to date. It is moved after a commit
 * only, so it is never ahead of the record.
 */
export const followRecord = (path: string, begin: Marker): MovingMarker => {
  writeMarker(path, begin)
  const descriptor = openSync(path, 'r+')
  let { position } = begin
  let moved = false
  let syncing = false
  const timer = setInterval(() => {
    if (!moved || syncing) return
    moved = false
    syncing = true
    fdatasync(descriptor, () => {
      syncing = false
    })
  }, SYNCED_EVERY).unref()
  return {
    move(to) {
      if (to <= position) return
      position = to
      moved = true
      writeSync(descriptor, text({ record: begin.record, position }), 0)
    },
    close() {
      clearInterval(timer)
      closeSync(descriptor)
      writeMarker(path, { record: begin.record, position })
    },
  }
}

const text = (marker: Marker): string => `${JSON.stringify({ v: 1, ...marker }).padEnd(BYTES - 1)}\n`
