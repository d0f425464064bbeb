/**
 * True for text of a web page itself: error banners, navigation, consent and sharing prompts. These are short
 * separate lines.
 */
export const isFurniture = (text: string): boolean => text.trim().length <= 120 && furniture.test(text.trim())

/** True for a page number or protective marking alone on a line. */
export const isPageMark = (text: string): boolean => pageMark.test(text.trim())

const pageMark =
  /^(?:page\s+\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?|[-–—]?\s*\d{1,3}\s*[-–—]?|official(?:[ –:-]+sensitive)?|public|restricted|not protectively marked)$/i

const notFound = '(?:error\\s*:?\\s*)?(?:the\\s+)?page (?:you .{1,40} )?(?:could )?not (?:be )?found.*'
const errorCode =
  '(?:error\\s*)?[45]\\d\\d\\b[\\s:–-]*(?:error|page|not found|forbidden|bad|internal|service|gateway|unauthori[sz]ed).*'
const failures =
  'internal server error.*|service (?:temporarily )?unavailable.*|access denied.*|javascript (?:is|must).*'
const navigation =
  'skip to (?:main )?content|(?:main )?menu|search(?: this (?:web)?site)?|home(?:\\s*[>»/].*)?|back to top|previous|next|sign in|log ?in|subscribe|read more|loading(?:\\s*(?:\\.\\.\\.|…))?'
const sharing =
  'share (?:this )?(?:page)?|print (?:this )?(?:page)?|tweet|(?:this (?:web)?site|we) uses? cookies.*|(?:accept|reject) (?:all )?cookies|cookie (?:policy|settings)'
const furniture = new RegExp(`^(?:${[errorCode, notFound, failures, navigation, sharing].join('|')})$`, 'i')
