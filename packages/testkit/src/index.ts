export * from './clock.ts'
export * from './drafts.ts'
export * from './ids.ts'
export * from './record.ts'
