export { openReader, openStore, type Store, type StoreOptions } from './open.ts'
