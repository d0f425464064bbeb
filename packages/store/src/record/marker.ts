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
 * What the marker file beside a database records: the record's id, and the position of an event that is
 * certainly in it.
 */
export interface Marker {
  readonly record: string
  readonly position: number
}

const shape = z.object({ v: z.literal(1), record: z.string(), position: z.int().min(0) })

/** The fixed length of a marker, which is overwritten in one write. */
const BYTES = 256

/** How often a changed marker is flushed to the disk, in milliseconds. */
const SYNC_INTERVAL = 5_000

/** Reads the marker at `path`; `null` where there is none. Throws a sentence where it cannot be read. */
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

/** Replaces the marker at `path`; it is on the disk when this returns. */
export const writeMarker = (path: string, marker: Marker): void => {
  const part = `${path}.part`
  const descriptor = openSync(part, 'w', 0o600)
  writeSync(descriptor, text(marker))
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(part, path)
  syncFolder(dirname(path))
}

/** A marker that is updated after each commit. */
export interface MovingMarker {
  /**
   * Sets the position of an event that is on the disk. Written at once, so that it survives the process;
   * flushed to the disk within seconds.
   */
  move(position: number): void
  close(): void
}

/**
 * Writes the marker of a record that is being opened, and updates it. It moves only after a commit, so it is
 * never ahead of the record.
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
  }, SYNC_INTERVAL).unref()
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
