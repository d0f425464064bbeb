export type * from './source/source.ts'
