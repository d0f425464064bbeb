export * from './lines.ts'
export * from './mark.ts'
export * from './mend.ts'
