import { randomFrom } from './random.ts'

/** One row of a generated plan, as in its document. */
export interface GeneratedRow {
  readonly ref: string
  readonly text: string
  readonly owner: string
  readonly date: string
  readonly level: string
  readonly update: string
}

export const headings = ['#', 'Promise', 'Owner/s', 'Date', 'RAG', 'Update'] as const

/** A fictional plan of `rows` actions, the same for the same `seed`. Owners are posts and teams. */
export const generatePlan = (rows: number, seed: number): GeneratedRow[] => {
  const random = randomFrom(seed)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const day = () => `${two(1 + Math.floor(random() * 28))}${two(1 + Math.floor(random() * 9))}26`
  return Array.from({ length: rows }, (_, index) => ({
    ref: String(index + 1),
    text: `${pick(deeds)} ${pick(things)} in ${pick(places)} ward ${1 + Math.floor(random() * 40)} ${pick(ends)}`,
    owner: random() < 0.8 ? pick(owners) : `${pick(owners)}; ${pick(owners)}`,
    date: `${pick(['', 'By ', 'Achieve by '])}${pick(months)} ${pick(['26', '27', '28'])}`,
    level: pick(['R', 'A', 'A', 'G', 'G', '']),
    update: random() < 0.7 ? `${day()} – ${pick(news)} ${pick(places)}; ${pick(afters)}` : '',
  }))
}

/** A plan's title, as in the heading of its document. */
export const titleOf = (seed: number): string =>
  `Bridewell Police Neighbourhood Delivery Plan ${seed} (October 2026)`

const two = (number: number): string => String(number).padStart(2, '0')

const deeds = ['Hold', 'Publish', 'Refresh', 'Review', 'Agree', 'Trial', 'Extend', 'Survey'] as const
const things = [
  'beat surgeries',
  'walkabouts with wardens',
  'the engagement calendar',
  'school visits',
  'the shop-watch list',
  'joint patrols',
] as const
const places = [
  'Mill Lane',
  'Harbour',
  'Castle',
  'Northgate',
  'Priory',
  'Elm Park',
  'Kingsway',
  'Riverside',
] as const
const ends = [
  'and tell residents what was done',
  'with each local board',
  'so that every shift knows the hotspots',
  'and keep the record of attendance',
] as const
const owners = [
  'Neighbourhood Inspectors',
  'Performance Analysis Unit',
  'Corporate Communications',
  'Citizens in Policing manager',
  'Licensing Team',
] as const
const months = ['Jan', 'March', 'May', 'June', 'Sept', 'Oct', 'Dec'] as const
const news = [
  'Two sessions held in',
  'Draft shared with partners of',
  'Signs ordered for',
  'Attendance doubled at',
] as const
const afters = [
  'the rest follows with the new roster.',
  'a further date is agreed.',
  'costs are being checked.',
  'the board was told.',
] as const
