import { foldWords, type StageCode } from '@beatbook/domain'

/** The stage of a status word in the inspectorate's workflow; `null` for an unknown word. */
export function readStatus(said: string): StageCode | null {
  const words = foldWords(said)
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  return statuses.find(([pattern]) => pattern.test(words))?.[1] ?? null
}

/** The inspectorate's three terms, and what forces write for them. */
const statuses: [RegExp, StageCode][] = [
  [/^(?:awaiting|under|for|pending) review$|^awaiting (?:assessment|initial review)$/, 'awaiting-review'],
  [
    /^(?:being |in |work in |under )?progress(?:ed|ing)?$|^(?:ongoing|underway|under way)$/,
    'being-progressed',
  ],
  [/^(?:action |recommendation )?(?:complete|completed|closed|signed off)$/, 'complete'],
]
