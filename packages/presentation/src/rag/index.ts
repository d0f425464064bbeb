export * from './lines.ts'
export * from './mend.ts'
