export { type ReadFailure, readFailureCodes } from './source/failure.ts'
export { limits } from './source/limits.ts'
export { openDocument } from './source/open.ts'
export type * from './source/source.ts'
