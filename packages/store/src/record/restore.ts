import { chmodSync, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { sha256Of, syncFile, syncFolder } from '../database/disk.ts'
import { copyFiles } from '../file/copy.ts'
import { filesOf, verifyChecksum } from './backup.ts'
import { type Checked, checkRecord, isDamage } from './check.ts'
import { inspectDatabase } from './examine.ts'
import { lockRecord } from './lock.ts'
import { writeMarker } from './marker.ts'
import { makeFolder, placeOf } from './place.ts'

/** A record that was restored. */
export interface Restored {
  readonly file: string
  /** How many documents’ files were restored with it. */
  readonly files: number
  readonly checked: Checked
}

/**
 * Restores the backup `from` as the database `to`, with its documents' files beside it. Throws a sentence
 * where the backup is incomplete, or where there is a record at `to` or its marker shows that there was one;
 * then nothing was changed.
 */
export const restoreRecord = async (from: string, to: string): Promise<Restored> => {
  const { sha256, files } = await verifyChecksum(from)
  const whole = new Set(files)
  const checked = await checkRecord(from, async (name) => (whole.has(name) ? 'whole' : 'missing'))
  const damage = checked.faults.filter(({ check }) => isDamage(check))
  if (damage.length > 0)
    throw new Error(
      `${from} is damaged (${damage.map(({ check, found }) => `${check}: ${found}`).join(', ')}). Take another backup.`,
    )
  makeFolder(dirname(to))
  const place = placeOf(to)
  const release = lockRecord(place)
  try {
    const left = [place.file, place.log, place.index, place.marker].filter(
      (each) => existsSync(each) && statSync(each).size > 0,
    )
    if (left.length > 0)
      throw new Error(
        `There is a record at ${place.file} already, or was one. To put the backup in its place, move these away first: ${left.join(' ')}`,
      )
    const part = `${place.file}.part`
    // A file that already has such a name is the same file, or is replaced by it.
    const copied = await copyFiles(files, filesOf(from), place.files)
    if ([...copied.values()].some((how) => how !== 'whole'))
      throw new Error(
        `What was written to ${place.files} is not what stands in ${filesOf(from)}: check the disk.`,
      )
    try {
      copyFileSync(from, part)
      chmodSync(part, 0o600)
      syncFile(part)
      if ((await sha256Of(part)) !== sha256)
        throw new Error(`What was written to ${part} is not what stands in ${from}: check the disk.`)
      for (const each of [place.log, place.index]) rmSync(each, { force: true })
      renameSync(part, place.file)
      syncFolder(dirname(place.file))
    } finally {
      rmSync(part, { force: true })
    }
    const restored = inspectDatabase(place.file)
    if (restored.contains === 'record' && restored.id !== null)
      writeMarker(place.marker, { record: restored.id, position: restored.position })
    return { file: place.file, files: files.length, checked }
  } finally {
    release()
  }
}
