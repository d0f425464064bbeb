import * as of from './operations.ts'
import { planOpened, updateBeside } from './screens.ts'
import { type Limit, onSmall, type Prepare, type Work } from './work.ts'

const many = (count: number): string => count.toLocaleString('en-GB')
const cpu = (most: number): Limit => ({ of: 'cpu', most })
const wall = (most: number): Limit => ({ of: 'wall', most })
const bytes = (most: number): Limit => ({ of: 'bytes', most })
const ratio = (most: number): Limit => ({ of: 'ratio', most })

/** A question about the whole record, beside the same about a smaller one. */
const growing = (name: string, what: string, prepare: Prepare, limits: readonly Limit[]): Work => ({
  name,
  what: ({ large }) => `${what}, ${many(large)} actions`,
  of: prepare,
  beside: onSmall(prepare),
  than: 'fewer actions',
  limits,
  grows: true,
  quick: of.bareList,
})

const datedWork = (what: of.Dated, words: string, versions: number, most: number): Work => ({
  name: `as-at-${versions}${what === 'by deadline' ? '-deadline' : `-${what}`}`,
  what: () => `${words} as at a date, ${versions} versions of each action`,
  of: of.dated(what, versions, 'then'),
  beside: of.dated(what, versions, 'today'),
  than: 'today',
  limits: [ratio(most)],
  ...(what === 'plan' && versions === 12 ? { quick: of.dated(what, versions, 'today') } : {}),
})

const phone = (at: number, most: number): Work => ({
  name: `phone-${at + 1}`,
  what: ({ phone }) => `a plan of ${many(phone[at] ?? 0)} opened on a slow phone`,
  of: (worlds, size) => planOpened(size.phone[at] ?? 0, true)(worlds, size),
  beside: (worlds, size) => planOpened(size.phone[at] ?? 0, false)(worlds, size),
  than: 'this machine',
  limits: [wall(most)],
  turns: 3,
})

/** What is measured of a product from outside, so that two versions of it can be compared. */
export const works: readonly Work[] = [
  {
    ...growing('list', 'list of 100', of.list, []),
    beside: of.bareList,
    than: 'bare',
    limits: [],
  },
  {
    ...growing('action', 'one action', of.action, []),
    beside: of.bareAction,
    than: 'bare',
    limits: [],
    quick: of.bareAction,
  },
  { ...growing('smallest', 'the smallest answer', of.smallest, []), quick: undefined },
  growing('plans', 'the page of plans', of.plansPage, [cpu(1)]),
  growing('by-level', 'first 20 of a level by the rules', of.byLevel, [cpu(1)]),
  growing('by-owner', 'first 20 of an owner', of.byOwner, [cpu(1)]),
  growing('disagreements', 'the six worst disagreements', of.disagreements, [cpu(1)]),
  growing('unknown-words', 'words that nobody wrote', of.unknownWords, [cpu(5)]),
  {
    ...growing('draft-opened', 'a draft of two rows opened', of.draftOpened, [cpu(10)]),
    quick: undefined,
  },
  growing('draft-decided', 'a draft of two rows decided', of.draftDecided, [cpu(10)]),
  {
    ...growing('update', 'an update, short history', of.update, []),
    beside: of.bareUpdate,
    than: 'bare',
    limits: [cpu(0.8), bytes(3_500)],
    quick: of.bareAccept,
  },
  {
    name: 'history',
    what: ({ events }) => `update of an action with ${events} events`,
    of: of.longHistory,
    beside: of.shortHistory,
    than: 'a fresh one',
    limits: [ratio(1.5)],
    quick: of.shortHistory,
  },
  datedWork('action', 'one action', 5, 1.5),
  datedWork('plan', 'a plan', 5, 1.5),
  datedWork('page', 'a page of 100', 5, 1.5),
  datedWork('by deadline', 'a page of 100 by deadline', 5, 1.5),
  datedWork('action', 'one action', 12, 2),
  datedWork('plan', 'a plan', 12, 2),
  datedWork('page', 'a page of 100', 12, 2),
  datedWork('by deadline', 'a page of 100 by deadline', 12, 2),
  {
    name: 'document',
    what: () => 'a document of 36 rows brought',
    of: onSmall(of.documentBrought),
    beside: onSmall(of.smallDocumentBrought),
    than: 'one of 2 rows',
    limits: [wall(60)],
  },
  {
    name: 'windows',
    what: ({ plan }) => `one update while 10 windows show a plan of ${many(plan)}`,
    of: updateBeside(true),
    beside: updateBeside(false),
    than: 'no windows',
    limits: [cpu(60)],
  },
  phone(0, 4_000),
  phone(1, 5_000),
  {
    name: 'cold-start',
    what: () => 'cold start of the server',
    of: of.coldStart,
    beside: onSmall(of.bareStart),
    than: 'bare',
    limits: [],
  },
  {
    name: 'rating',
    what: ({ large }) => `${many(large)} actions rated anew after a change of rules, an action`,
    of: of.rerated,
    beside: onSmall(of.rerated),
    than: 'fewer actions',
    limits: [wall(15_000 / 100_000)],
    grows: true,
    turns: 3,
    quick: of.bareAccept,
  },
  {
    name: 'accept',
    what: ({ large }) => `accept, a row, into ${many(large)} actions`,
    of: of.acceptRows,
    beside: onSmall(of.bareAccept),
    than: 'bare',
    limits: [cpu(0.35), bytes(8_000)],
    grows: true,
    quick: of.bareAccept,
  },
]
