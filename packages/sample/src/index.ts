import { readFileSync } from 'node:fs'

/** The force of the sample. It is fictional, and so is everything in its documents. */
export const sampleForce = 'Arden Vale Police'

/** The sample's documents in the order in which they are brought in, each with the code its plan takes. */
export const sampleDocuments = [
  { name: 'charter-plan-2026.txt', code: 'charter' },
  { name: 'inspection-log-2025.txt', code: 'contact-and-demand' },
  { name: 'neighbourhood-strategy-2026.md', code: 'close-to-home' },
] as const

/** An update of the sample: written on the day `on` to the action at `address`. */
export interface SampleUpdate {
  readonly address: string
  readonly on: string
  readonly text: string
  readonly stage?: string
  readonly level?: string
  readonly timescale?: string
  readonly reason?: string
}

/** The bytes of one of the sample's documents. */
export const readSampleDocument = (name: (typeof sampleDocuments)[number]['name']): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../documents/${name}`, import.meta.url)))

/** The updates written after the documents, oldest first within each action. */
export const readSampleUpdates = (): SampleUpdate[] =>
  JSON.parse(readFileSync(new URL('../updates.json', import.meta.url), 'utf8')) as SampleUpdate[]
