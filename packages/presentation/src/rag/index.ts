export * from './lines.ts'
export * from './mark.ts'
