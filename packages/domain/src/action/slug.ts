import { foldWords } from '../words/fold.ts'

/**
 * The last part of an action's address: its ref in lower case with only characters that are safe in an
 * address, with `~2` and so on where `taken` already has it (the second action of ref "20" is `20~2`). Adds
 * it to `taken`.
 */
export const takeSlug = (ref: string, taken: Set<string>): string => {
  const plain =
    foldWords(ref)
      .normalize('NFKD')
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '') || 'action'
  let slug = plain
  for (let n = 2; taken.has(slug); n++) slug = `${plain}~${n}`
  taken.add(slug)
  return slug
}
