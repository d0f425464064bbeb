/**
 * The owners that one name may stand for ("PSST Supt & Insp" may be two posts), or none where it reads as
 * one. Only proposed, never applied. "/", ",", " and ", " & ", "with", "supported by" and a dash between
 * words separate owners, an ampersand inside a word does not; adjacent posts are separate owners.
 */
export const proposeSplit = (name: string): string[] => {
  if (name.length > 300 || namedTitle.test(name) || surnameFirst.test(name)) return []
  const parts = protectNames(name)
    .split(joiners)
    .map((part) => part.replaceAll(protectedSpace, ' ').replaceAll('\u201a', ',').trim())
    .filter(Boolean)
  const proposed = (parts.length > 1 ? shareWords(parts) : parts).flatMap(splitPosts)
  const distinct = [...new Set(proposed)]
  return distinct.length > 1 && distinct.every((part) => /\p{L}/u.test(part) && part.length > 1)
    ? distinct
    : []
}

const joiners =
  / ?(?<!\b[A-Za-z]|\d)\/(?!\d) ?|, ?(?:and )?| (?:and|&|\+|with|supported by|assisted by|in (?:partnership|conjunction|consultation|liaison) with|alongside|plus) | [-–—] /iu

/** "Brook, A." */
const surnameFirst = /^\p{Lu}[\p{L}'’-]+, (?:\p{Lu}\.? ?){1,3}$/u

/** A space that does not separate owners. */
const protectedSpace = '\u00a0'

/** "Alex Brook, Head of Estates" is one owner. */
const namedTitle =
  /^[^,/&]+, (?:the )?(?:head|director|chief|manager|lead|chair|deputy|assistant|commander|leader) (?:of|for|officer|executive)\b[^,/&]*$/i

/**
 * Protects names with a joining word of their own from splitting ("Department of Parks and Gardens", but not
 * "Office of the Mayor and PCC").
 */
const protectNames = (name: string): string =>
  name
    .replace(pairs, (said) => said.replaceAll(' ', protectedSpace).replaceAll(',', '\u201a'))
    .replace(offices, (said, last: string) =>
      /^[A-Z\d&]{2,}$/.test(last) ? said : said.replaceAll(' ', protectedSpace),
    )

const offices =
  /\b(?:department|dept|ministry|office|bureau|board|committee|directorate|secretary|council|commissioner|head|director) (?:of|for) (?:the )?[\p{L}']+(?: [\p{L}']+){0,3}? (?:and|&) (?!the\b)([\p{L}&]+)/giu

const pairs =
  /\bpolice,? (?:fire )?and (?:fire and )?crime\b|\b(?:health|safety) (?:and|&) (?:safety|wellbeing|social care|human services|health)\b|\b(?:learning|research|people|organisational|training) (?:and|&) (?:organisational )?development\b|\b(?:equality|diversity|equity),? (?:diversity )?(?:and|&) inclusion\b|\bcommand (?:and|&) control\b|\bneighbourhood (?:and|&) home watch\b|\b(?:fire|search) (?:and|&) rescue\b|\bdrugs? (?:and|&) alcohol\b|\bchildren (?:and|&) (?:young people|families)\b|\bcrime (?:and|&) (?:justice|disorder|policing)\b/giu

const RANK =
  '(?:Det(?:ective)? )?(?:(?:Temp(?:orary)?|Acting|T|A)[/ ])?(?:(?:Ch(?:ief)?|C)\\.?[ /]?(?:Supt|Superintendent|Insp|Inspector|Constable|Officer|Executive)|D/?C?/?(?:Supt|Insp)|Supt|Superintendent|Insp|Inspector|Sgt|Sergeant|DCI|DI|DS|DC|CI|PC|PS|PI|PCSO|ACC|DCC|ACO)s?\\.?'
const POST =
  /^(?:manager|officer|director|co-?ordinator|lead|head|administrator|analyst|adviser|advisor|champion|commissioner|secretary|chair)s?$/i
/** Words that name a team or a subject, never a person. */
const ORGANISATION =
  /^(?:digital|corporate|force|services?|teams?|dept|department|units?|comms|communications|roads|safer|hubs?|office|awards?|estates?|duties|local|neighbourhoods?|policing|police|community|partnerships?|council|board|group|intelligence|training|learning|development|crime|prevention|custody|control|room|centre|operations|ops|governance|finance|people|performance|media|engagement|public|strategic|business|change|problem|solving|youth|cadets?|watch|rural|area|contact|vulnerability|response|professional|standards|protection|investigations?|justice|criminal|safeguarding|demand|resourcing|tasking|management|delivery|victims?|witness)$/i
const CHIEF_OFFICER = /^(?:ACC|DCC|ACO)$/
const LINK = /^(?:of|for|to|in|the|[-–])$/i
const TEAM_END = /^(?:services?|teams?|dept|department|units?|comms|office|hubs?|officers?|group|board)$/i
const rank = new RegExp(`^${RANK}$`, 'u')

/** "PSST Supt & Insp" share the team, "PSST and PSH Insps" the rank. */
const shareWords = (parts: readonly string[]): string[] => {
  const first = wordsOf(parts[0] ?? '')
  const last = wordsOf(parts.at(-1) ?? '')
  const team =
    first.length > 1 && isRank(first.at(-1)) && first.slice(0, -1).every(isAcronym)
      ? first.slice(0, -1).join(' ')
      : null
  if (team && parts.slice(1).every((part) => rank.test(part)))
    return [parts[0] ?? '', ...parts.slice(1).map((part) => `${team} ${part}`)]
  const title =
    last.length > 1 && isRank(last.at(-1)) && last.slice(0, -1).every(isAcronym) ? last.at(-1) : null
  if (title && parts.slice(0, -1).every((part) => wordsOf(part).every(isAcronym)))
    return [...parts.slice(0, -1).map((part) => `${part} ${title}`), parts.at(-1) ?? '']
  return [...parts]
}

/**
 * Separates adjacent posts: a rank with its team before it or its holder after it, a post with its holders.
 */
const splitPosts = (name: string): string[] => {
  const words = wordsOf(name)
  if (isPostWithMatter(words)) return [name]
  if (!words.some((word) => isRank(word) || POST.test(word)))
    return words.length > 1 && words.every((word) => isAcronym(word) && word.includes('&')) ? words : [name]
  const posts: string[][] = []
  let open: string[] = []
  const close = () => {
    if (open.length > 0) posts.push(open)
    open = []
  }
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string
    const holders = holdersAfter(words, at)
    if (isRank(word)) {
      const team = open.at(-1)
      if (
        team !== undefined &&
        !POST.test(team) &&
        (isAcronym(team) ? open.length > 1 : holders.length > 0)
      ) {
        const own = isAcronym(team) && holders.length === 0 ? open.pop() : undefined
        close()
        if (own) open = [own]
      }
      open = [...open, word, ...(holders[0] ?? [])]
      // A chief officer's portfolio follows the rank: "ACC Local Policing" is one post.
      if (open.length > 1 || !CHIEF_OFFICER.test(word)) close()
      for (const holder of holders.slice(1)) posts.push(holder)
      at += holders.flat().length
    } else if (POST.test(word)) {
      open = [...open, word, ...(holders[0] ?? [])]
      if (holders.length > 0 || (at + 1 < words.length && !LINK.test(words[at + 1] ?? ''))) close()
      for (const holder of holders.slice(1)) posts.push(holder)
      at += holders.flat().length
    } else {
      if (isAcronym(word) && open.length > 1 && TEAM_END.test(open.at(-1) ?? '')) close()
      open.push(word)
    }
  }
  close()
  return posts.map((part) => part.join(' ').replaceAll(protectedSpace, ' '))
}

/** "Supt Contact", "DCI Public Protection": a rank or post followed by its subject, without a name. */
const isPostWithMatter = ([first, ...matter]: readonly string[]): boolean =>
  isRank(first) &&
  matter.length > 0 &&
  matter.every((word) => !isRank(word) && !POST.test(word) && !isName(word) && !/^\p{Lu}\.?$/u.test(word))

/**
 * The people named directly after a rank or post, each as words: four names are two people, fewer are one.
 * Several officers have no name.
 */
const holdersAfter = (words: readonly string[], at: number): string[][] => {
  const word = words[at] ?? ''
  if (/s\.?$/.test(word) && !/^(?:DS|PS)$/.test(word)) return []
  const end = words.findIndex((next, index) => index > at && !isName(next) && !/^\p{Lu}\.?$/u.test(next))
  const names = words.slice(at + 1, end < 0 ? words.length : end)
  const stop = end < 0 ? undefined : words[end]
  if (
    names.length === 0 ||
    (stop !== undefined && isName(names[0] ?? '') && names.length > 3 && names.length % 2 === 1)
  )
    return names.length === 0 ? [] : [names.slice(0, 2)]
  return names.length >= 4 && names.length % 2 === 0
    ? Array.from({ length: names.length / 2 }, (_, pair) => names.slice(2 * pair, 2 * pair + 2))
    : [names]
}

const wordsOf = (name: string): string[] =>
  name
    .replace(
      /\b(Det(?:ective)?|Ch(?:ief)?|Temp(?:orary)?|Acting) (?=Ch|Supt|Superintendent|Insp|Inspector|Sgt|Sergeant|Constable|Officer|Executive)/gu,
      `$1${protectedSpace}`,
    )
    .split(' ')
    .filter(Boolean)

const isRank = (word: string | undefined): boolean =>
  word !== undefined && rank.test(word.replaceAll(protectedSpace, ' '))

const isAcronym = (word: string): boolean => /^[\p{Lu}\d][\p{Lu}\d&.'-]+s?$/u.test(word) && !isRank(word)

const isName = (word: string): boolean =>
  /^\p{Lu}[\p{Ll}'’-]+\p{L}*$/u.test(word) && !isRank(word) && !POST.test(word) && !ORGANISATION.test(word)
