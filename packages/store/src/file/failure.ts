import { RefusalError, refuse } from '@beatbook/domain'

const full = ['ENOSPC', 'EDQUOT', 'EFBIG']
const failed = [
  'EACCES',
  'EIO',
  'EISDIR',
  'EMFILE',
  'ENFILE',
  'ENODEV',
  'ENOENT',
  'ENOTDIR',
  'EPERM',
  'EROFS',
]

/** Converts a file system error into a refusal where storage failed; returns any other error unchanged. */
export const fileFailure = (error: unknown): unknown => {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? ''
  if (full.includes(code)) return new RefusalError(refuse('storage-full'), error)
  return failed.includes(code) ? new RefusalError(refuse('storage-failed'), error) : error
}

/** Whether there is no file or folder of that name. */
export const isAbsent = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | null)?.code === 'ENOENT'
