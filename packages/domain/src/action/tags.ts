import { foldWords } from '../words/fold.ts'

/** Tags without repetition, in their order: two are the same without regard to case and spaces. */
export const tagsOnce = (tags: readonly string[]): string[] => {
  const first = new Map<string, string>()
  for (const tag of tags) if (!first.has(foldWords(tag))) first.set(foldWords(tag), tag)
  return [...first.values()]
}

/** Some tags with others added, and others taken away. */
export const tagsWith = (
  tags: readonly string[],
  { add = [], remove = [] }: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): string[] => {
  const gone = new Set(remove.map(foldWords))
  return tagsOnce([...tags, ...add]).filter((tag) => !gone.has(foldWords(tag)))
}

/** Tags as they are typed, separated by commas or semicolons, each with or without a # before it. */
export const tagsTyped = (typed: string): string[] =>
  tagsOnce(
    typed
      .split(/[,;\n]/u)
      .map((tag) => tag.trim().replace(/^#/u, '').trim())
      .filter((tag) => tag !== ''),
  )
