import type { Draft, DraftAction, Finding } from '@beatbook/domain'
import { foldWords } from '@beatbook/domain'
import type { Expected, ExpectedDocument } from './expected.ts'

export const fields = ['ref', 'section', 'text', 'owner', 'timescale', 'level', 'stage', 'updates'] as const
export type Field = (typeof fields)[number]
export type Outcome = 'right' | 'flagged' | 'wrong'

export interface Score {
  readonly name: string
  readonly expected: number
  readonly found: number
  /** The texts of unexpected actions. */
  readonly invented: string[]
  readonly missing: string[]
  readonly outcomes: Record<Field, Record<Outcome, number>>
  /** One line for each wrong field. */
  readonly differences: string[]
}

interface Read {
  readonly action: DraftAction
  readonly section: string
}

/**
 * Compares a draft with the records of a careful reader: actions found and invented, each field right, wrong,
 * or flagged by a finding on that action.
 */
export function score(draft: Draft | null, document: ExpectedDocument): Score {
  const read = (draft?.plans ?? []).flatMap((plan) =>
    plan.sections.flatMap((section) =>
      section.actions.map((action): Read => ({ action, section: section.title })),
    ),
  )
  const pairs = pair(document.actions, read)
  const matched = new Set(pairs.values())
  const outcomes = Object.fromEntries(
    fields.map((field) => [field, { right: 0, flagged: 0, wrong: 0 }]),
  ) as Score['outcomes']
  const differences: string[] = []
  for (const [expected, found] of pairs) {
    const findings = (draft?.findings ?? []).filter((finding) => finding.action === found.action.key)
    for (const field of fields) {
      const { wants, has, agrees } = compare(field, expected, found)
      if (agrees === null) continue
      const outcome: Outcome = agrees
        ? 'right'
        : flagged(field, findings) || (field === 'ref' && found.action.refOrigin !== 'read')
          ? 'flagged'
          : 'wrong'
      outcomes[field][outcome]++
      if (!agrees)
        differences.push(
          `${outcome} ${found.action.ref} ${field}: wanted ${JSON.stringify(wants)}, read ${JSON.stringify(has)}`,
        )
    }
  }
  return {
    name: document.name,
    expected: document.actions.length,
    found: pairs.size,
    invented: read.filter((each) => !matched.has(each)).map(({ action }) => `${action.ref} ${action.text}`),
    missing: document.actions
      .filter((each) => !pairs.has(each))
      .map(({ ref, text }) => `${ref ?? ''} ${text}`),
    outcomes,
    differences,
  }
}

const same = (text: string): string =>
  foldWords(text)
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Each expected action with the first unmatched one that was read: the same ref and text, otherwise the same
 * text.
 */
function pair(expected: readonly Expected[], read: readonly Read[]): Map<Expected, Read> {
  const pairs = new Map<Expected, Read>()
  const free = new Set(read)
  const begins = (each: Expected, { action }: Read): boolean => {
    const wanted = same(each.text)
    const has = same(action.text)
    return each.whole
      ? has === wanted || has.startsWith(wanted.slice(0, 40))
      : has.startsWith(wanted.slice(0, Math.max(wanted.length - 3, 1))) ||
          (has.length > 10 && wanted.startsWith(has))
  }
  for (const fits of [
    (e: Expected, r: Read) => e.ref === r.action.ref && begins(e, r),
    (e: Expected, r: Read) => e.section !== null && same(e.section) === same(r.section) && begins(e, r),
    begins,
  ])
    for (const each of expected) {
      if (pairs.has(each)) continue
      const found = [...free].find((other) => fits(each, other))
      if (!found) continue
      pairs.set(each, found)
      free.delete(found)
    }
  return pairs
}

function compare(
  field: Field,
  wants: Expected,
  { action, section }: Read,
): { wants: unknown; has: unknown; agrees: boolean | null } {
  const is = (
    wanted: unknown,
    has: unknown,
    agrees: boolean | null = wanted === undefined ? null : wanted === has,
  ) => ({ wants: wanted, has, agrees })
  switch (field) {
    case 'ref':
      return is(wants.ref, action.ref, wants.ref === null ? null : wants.ref === action.ref)
    case 'section':
      return is(
        wants.section,
        section,
        wants.section === null
          ? null
          : same(section).endsWith(same(wants.section)) || same(wants.section).endsWith(same(section)),
      )
    case 'text':
      return is(
        wants.text,
        action.text,
        wants.whole
          ? wants.text === action.text
          : same(action.text).startsWith(same(wants.text).slice(0, 57)) ||
              (action.text.length < 60 && same(wants.text).startsWith(same(action.text))),
      )
    case 'owner': {
      if (wants.owners === undefined)
        return is(
          wants.owner ?? null,
          action.ownerSaid,
          wants.owner === undefined ? null : (wants.owner ?? null) === action.ownerSaid,
        )
      const names = action.owners.map(({ name }) => same(name))
      return is(
        wants.owners,
        action.owners.map(({ name }) => name),
        names.join('|') === wants.owners.map(same).join('|'),
      )
    }
    case 'timescale': {
      const { kind, earliest, latest, said } = action.timescale
      if (wants.kinds === undefined) return is(undefined, kind)
      const agrees =
        wants.kinds.includes(kind) &&
        (wants.latest === undefined || wants.latest === latest) &&
        (wants.earliest === undefined || wants.earliest === earliest) &&
        (wants.said === undefined || wants.said === said)
      return is(
        { kinds: wants.kinds, latest: wants.latest, said: wants.said },
        { kind, earliest, latest, said },
        agrees,
      )
    }
    case 'level':
      return is(wants.level, action.level)
    case 'stage':
      if (wants.complete !== undefined) return is(wants.complete, action.stage === 'complete')
      return is(wants.stage, action.stage)
    case 'updates': {
      const days = action.updates.map(({ on }) => on)
      const agrees =
        wants.updates === undefined
          ? null
          : days.length === wants.updates.length &&
            wants.updates.every((day, n) =>
              day === null ? days[n] === null : (days[n] ?? '').startsWith(day),
            )
      return is(wants.updates, days, agrees)
    }
  }
}

const about: Record<Field, readonly string[]> = {
  ref: ['missing-ref', 'duplicate-ref', 'generated-ref', 'proposed-ref'],
  section: ['section-unclear'],
  text: ['joined-row', 'columns-guessed'],
  owner: ['ambiguous-owner', 'missing-owner', 'owner-in-prose', 'owner-to-be-confirmed', 'inherited-value'],
  timescale: [
    'unknown-timescale',
    'several-dates',
    'impossible-date',
    'relative-without-anchor',
    'ambiguous-date',
    'proposed-date',
    'date-in-text',
    'inherited-value',
  ],
  level: ['unknown-level', 'several-levels', 'missing-rag', 'lookalike-letter'],
  stage: ['unknown-stage', 'stage-in-timescale'],
  updates: ['undated-update', 'impossible-date'],
}

const flagged = (field: Field, findings: readonly Finding[]): boolean =>
  findings.some(({ code }) => about[field].includes(code))
