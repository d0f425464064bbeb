/**
 * The owners that one name may be meant as ("PSST Supt & Insp" may be two posts), or nothing where it reads as one. Only proposed,
 * never assumed. "/", ",", " and ", " & ", "with", "supported by" and a dash between words part owners, an ampersand inside a word
 * does not; ranks that stand side by side do.
 */
export const proposeSplit = (name: string): string[] => {
  const parts = name
    .split(joiners)
    .map((part) => part.trim())
    .filter(Boolean)
  const shared = parts.length > 1 ? shareWords(parts) : parts
  const posts = shared.flatMap(splitPosts)
  const distinct = [...new Set(posts)]
  return distinct.length > 1 && distinct.every((part) => /\p{L}{2}/u.test(part) || /^[\p{Lu}]&[\p{Lu}]$/u.test(part)) ? distinct : []
}

const joiners =
  /\s*\/\s*|\s*,\s*(?:and\s+)?|\s+(?:and|&|\+|with|supported by|assisted by|in (?:partnership|conjunction|consultation|liaison) with|alongside|plus)\s+|\s+[-–—]\s+/iu

const RANK =
  '(?:Det(?:ective)?\\.?\\s+)?(?:(?:Temp(?:orary)?|T|A|Acting)[/\\s])?(?:(?:Ch(?:ief)?|C)\\.?[\\s/]*(?:Supt|Superintendent|Insp|Inspector|Constable|Officer|Executive)|D?C/?Supt|D?C/?Insp|Supt|Superintendent|Insp|Inspector|Sgt|Sergeant|DCI|DI|DS|DC|CI|PC|PS|PI|PCSO|ACC|DCC|CC|ACO|T/?[A-Z]{2,3})s?\\.?'
const POST = '(?:Manager|Officer|Director|Co-?ordinator|Lead|Head|Administrator|Analyst|Adviser|Advisor|Champion|SPOC|Commissioner|Secretary|Chair)s?'
const rank = new RegExp(`^${RANK}$`, 'u')
const post = new RegExp(`^${POST}$`, 'iu')

/** "PSST Supt & Insp" shares its team, "PSST and PSH Insps" its rank. */
const shareWords = (parts: readonly string[]): string[] => {
  const first = wordsOf(parts[0] ?? '')
  const last = wordsOf(parts.at(-1) ?? '')
  const team = first.length > 1 && isRank(first.at(-1)) && first.slice(0, -1).every(isAcronym) ? first.slice(0, -1).join(' ') : null
  if (team && parts.slice(1).every((part) => rank.test(part))) return [parts[0] ?? '', ...parts.slice(1).map((part) => `${team} ${part}`)]
  const title = last.length > 1 && isRank(last.at(-1)) && last.slice(0, -1).every(isAcronym) ? last.at(-1) : null
  if (title && parts.slice(0, -1).every((part) => wordsOf(part).every(isAcronym)))
    return [...parts.slice(0, -1).map((part) => `${part} ${title}`), parts.at(-1) ?? '']
  return [...parts]
}

/** Parts posts that stand side by side without a sign between them: a rank with its team before it or its holder after it. */
const splitPosts = (name: string): string[] => {
  const words = wordsOf(name)
  const ranks = words.filter(isRank).length
  if (ranks === 0) return words.length > 1 && words.every((word) => isAcronym(word) && word.includes('&')) ? words : [name]
  const posts: string[][] = []
  let open: string[] = []
  const close = () => {
    if (open.length > 0) posts.push(open)
    open = []
  }
  words.forEach((word, index) => {
    const next = words[index + 1]
    if (isRank(word)) {
      const holder = next !== undefined && isName(next)
      const team = open.at(-1)
      const teamOfRank = !holder && team !== undefined && (isAcronym(team) || open.length === 1)
      if (teamOfRank) {
        open.pop()
        close()
        open = [team]
      } else close()
      open.push(word)
      if (!holder) close()
    } else if (open.length > 0 && isRank(open.at(-1) ?? '')) {
      open.push(word)
      close()
    } else open.push(word)
  })
  close()
  return posts.map((part) => part.join(' '))
}

const wordsOf = (name: string): string[] =>
  name
    .replace(/\b(Det(?:ective)?|Ch(?:ief)?)\s+(?=Supt|Superintendent|Insp|Inspector|Constable|Officer|Executive)/gu, '$1\u00a0')
    .split(' ')
    .filter(Boolean)

const isRank = (word: string | undefined): boolean => word !== undefined && rank.test(word.replaceAll('\u00a0', ' '))

const isAcronym = (word: string): boolean => /^[\p{Lu}\d][\p{Lu}\d&.'-]+s?$/u.test(word) && !isRank(word)

const isName = (word: string): boolean => /^\p{Lu}[\p{Ll}'’-]+\p{L}*$/u.test(word) && !isRank(word) && !post.test(word)
