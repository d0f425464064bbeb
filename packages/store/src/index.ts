export { openReader, openStore, type Store, type StoreOptions } from './open.ts'
export { type Backup, backupRecord, checksumOf } from './record/backup.ts'
export { type Checked, type CheckName, checkRecord, isDamage } from './record/check.ts'
export { type Restored, restoreRecord } from './record/restore.ts'
