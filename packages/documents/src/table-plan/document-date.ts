import { type DraftPlan, type Finding, proposeDocumentDate, readDay } from '@beatbook/domain'
import { documentDateChoices } from '../choices.ts'
import type { ShapeContext } from '../shape.ts'
import { statedDate } from '../stated-date.ts'
import type { Particulars } from './particulars.ts'

/**
 * A plan's date with its reason. `lines` are the document's text outside the tables, which may state a date;
 * `head` is the date in a labelled line before them.
 */
export function documentDateOf(
  lines: readonly string[],
  plan: Pick<DraftPlan, 'sections' | 'period'>,
  head: Particulars['dated'],
): DraftPlan['documentDate'] {
  const labelled = head?.on ? { on: head.on, said: head.line } : null
  const stated = labelled ?? statedDate(lines) ?? inSentence(lines)
  const actions = plan.sections.flatMap((section) => section.actions)
  const completed = actions
    .filter(({ timescale }) => timescale.kind === 'completed')
    .map(({ timescale }) => timescale)
  const { on, because } = proposeDocumentDate({
    stated: stated?.on ?? null,
    entries: actions.flatMap((action) =>
      [...action.updates, ...action.stages].flatMap((entry) => entry.on ?? []),
    ),
    completed: completed.flatMap(({ latest }) => latest ?? []),
    period: plan.period,
  })
  const said = {
    stated: stated?.said,
    'completed-period': completed.find(({ latest }) => latest === on)?.said,
    'period-start': plan.period?.said,
    'latest-entry': null,
    today: null,
  }
  return { on, because, said: said[because] ?? null }
}

/**
 * The finding on the reason for the plan's date, which a person must confirm unless the document states it.
 */
export function documentDateFinding(plan: DraftPlan, context: ShapeContext): Finding {
  const { on, because, said } = plan.documentDate
  return context.finding('document-date', {
    plan: plan.key,
    args: { because, ...(on === null ? {} : { on }), ...(said === null ? {} : { said }) },
    ...(because === 'stated'
      ? { severity: 'info' as const }
      : { choices: on === null ? [] : documentDateChoices(plan.key, on) }),
  })
}

const stating =
  /\b(?:last )?(?:updated|revised|as at|as of|correct at|published|issued|dated)\b[\s:*]*(?:on )?((?:\d{1,2}(?:st|nd|rd|th)? \w{3,9},? \d{4})|(?:\w{3,9} \d{1,2},? \d{4})|(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4})|(?:\d{4}-\d{2}-\d{2}))/i

function inSentence(lines: readonly string[]): { on: string; said: string } | null {
  for (const line of lines.slice(0, 40)) {
    const words = stating.exec(line)
    const on = words && readDay(words[1] ?? '')
    if (on) return { on, said: words[0] }
  }
  return null
}
