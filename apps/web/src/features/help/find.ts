import type { GuidePage } from '../../../guide.ts'

/** A section of the guide in which words were found. */
interface Found {
  readonly href: string
  readonly title: string
  /** The title of its page. */
  readonly page: string
  /** The words around the first that was found. */
  readonly words: string
}

/** How many characters of a section are shown before and after what was found. */
const AROUND = 60

/** The sections that have all of the words, those with them in their title first. */
export const findInGuide = (guide: readonly GuidePage[], asked: string): Found[] => {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  const [first] = words
  if (first === undefined) return []
  const found = guide.flatMap(({ name, title: page, parts }) =>
    parts
      .filter((part) => {
        const text = `${part.title} ${part.words}`.toLowerCase()
        return words.every((word) => text.includes(word))
      })
      .map((part) => ({
        inTitle: words.every((word) => part.title.toLowerCase().includes(word)),
        href: `/help${name === '' ? '' : `/${name}`}#${part.id}`,
        title: part.title,
        page,
        words: around(part.words, first),
      })),
  )
  return [...found.filter(({ inTitle }) => inTitle), ...found.filter(({ inTitle }) => !inTitle)].map(
    ({ inTitle: _, ...each }) => each,
  )
}

const around = (text: string, word: string): string => {
  const at = Math.max(0, text.toLowerCase().indexOf(word))
  const from = at <= AROUND ? 0 : text.indexOf(' ', at - AROUND) + 1
  const to = at + AROUND * 2
  return `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`
}
