export { openStore, type Store, type StoreOptions } from './open.ts'
