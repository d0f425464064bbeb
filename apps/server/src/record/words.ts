import { aggregateOf, RefusalError } from '@beatbook/domain'
import { codeInside, listed } from '@beatbook/domain/english'
import type { Checked, CheckName } from '@beatbook/store'

/** What a check found, for an operator; faults of aggregates are named by their kinds. */
export const faultWords = ({ check, where }: Pick<Checked['faults'][number], 'check' | 'where'>): string =>
  check === 'aggregates'
    ? `Stored ${listed([...new Set(where.map(kindsWords))])} are not what their entries make`
    : checkWords[check]

/** `area/01a` as “areas”. */
const kindsWords = (where: string): string => {
  const [kind = ''] = where.split('/')
  return codeInside(aggregateOf(kind)?.view?.plural ?? kind)
}

const checkWords: Readonly<Record<Exclude<CheckName, 'aggregates'>, string>> = {
  integrity: 'The file itself is damaged',
  'foreign-keys': 'Rows name others that are not there',
  words: 'Words of entries were changed since they were recorded',
  positions: 'Entries are missing or out of order',
  times: 'Times run backwards',
  plans: 'Stored plans are not what their entries make',
  actions: 'Stored actions are not what their entries make',
  ratings: 'Stored ratings are not what their entries make',
  parties: 'Stored owners are not what their entries make',
  conversations: 'Stored conversations are not what their entries make',
  today: 'Lists of today are not what their entries make',
  tallies: 'Counts are not what they count',
  files: 'Files of documents are missing or were changed',
}

/** Why storage failed, in a sentence for an operator. */
const storageWords: Readonly<Record<string, string>> = {
  'storage-full': 'There is no space left where it would be written. Free some space and try again.',
  'storage-busy': 'Another program has locked the database. Stop it, or try again in a moment.',
  'storage-failed':
    'The database cannot be read or written. Check the disk and the file’s permissions, or restore a backup ("beatbook-server restore FILE").',
}

/** An error of starting, backing up, restoring or checking, in sentences for an operator. */
export const failureWords = (error: unknown): string => {
  if (error instanceof RefusalError) {
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
    return `${storageWords[error.refusal.code] ?? error.refusal.code}${cause}`
  }
  const { code, path, message, syscall } = error as NodeJS.ErrnoException
  if (syscall === 'listen' && code !== undefined && listenWords[code] !== undefined) return listenWords[code]
  if (path !== undefined && code !== undefined) return `${path} cannot be used: ${osWords[code] ?? message}`
  return message
}

const listenWords: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Another program listens on this address and port. Stop it, or set PORT to another one.',
  EADDRNOTAVAIL:
    'This machine has no such address. Set HOST to one of its own: 127.0.0.1, or 0.0.0.0 for all.',
  EACCES: 'This user may not listen on this port. Set PORT to one from 1024 on, or let a proxy have it.',
  ENOTFOUND: 'HOST is no address of this machine. Set it to one: 127.0.0.1, or 0.0.0.0 for all.',
}

const osWords: Readonly<Record<string, string>> = {
  ENOENT: 'it or its folder is not there and cannot be made. Give another path.',
  ENOTDIR: 'a part of its path is no folder. Give another path.',
  EACCES: 'this user may not read or write it. Change its owner or mode, or give another path.',
  EROFS: 'the disk is read-only. Give another path.',
  ENOSPC: 'there is no space left on the disk. Free some space and try again.',
  EISDIR: 'it is a folder. Give the path of a file.',
}
