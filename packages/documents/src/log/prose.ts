import { type Passage, passagesOf } from '../passage.ts'
import type { Shape } from '../shape.ts'
import { isBoardPaper } from '../strategy/board-paper.ts'
import { type Group, readLog } from './log.ts'
import { asksFor, recommendationHeading } from './recommendations.ts'

/**
 * Numbered recommendations in running text, each with its response: used where nothing else is recognised,
 * and at least two of them ask for something.
 */
export const recommendationsInProse: Shape = {
  name: 'recommendations-in-prose',
  read(source, context) {
    if (context.plans.length > 0 || context.tables.length > 0) return null
    const passages = passagesOf(source)
    if (isBoardPaper(passages)) return null
    const groups = groupsOf(passages)
    const asked = groups.filter(({ prose }) => prose.some(({ text }) => asksFor(text))).length
    return asked < 2 || asked * 2 < groups.length
      ? null
      : readLog(source, context, groups, { broken: () => [], markup: null })
  },
}

/** Each recommendation with the text before it and the response after it. */
function groupsOf(passages: readonly Passage[]): Group[] {
  const starts = passages.flatMap(({ text }, i) => (recommendationHeading(text)?.number ? [i] : []))
  let from = 0
  return starts.map((start, n) => {
    const until = starts[n + 1] ?? passages.length
    const before = passages.slice(from, start)
    const own = passages.slice(start, until)
    const ends = own.findIndex((p, i) => i > 0 && p.kind === 'heading')
    const body = ends < 0 ? own : own.slice(0, ends)
    from = start + body.length
    const { asked, answer } = parted(body)
    const words = answer.map(({ text }) => text).join('\n\n')
    const entries =
      words === ''
        ? []
        : [
            {
              what: 'comment' as const,
              date: null,
              words,
              from: [...new Set(answer.flatMap(({ pieces }) => pieces))],
            },
          ]
    return { prose: [...before, ...asked], entries, start: n, end: n + 1 }
  })
}

/** The request, up to the first text of the response. */
function parted([first, ...others]: readonly Passage[]): { asked: Passage[]; answer: Passage[] } {
  if (!first) return { asked: [], answer: [] }
  const [asks = '', ...answers] = first.text.split(answering)
  const inline = (recommendationHeading(first.text)?.inline ?? '') !== ''
  const more = others.findIndex(
    (p, i) =>
      (i > 0 || inline) &&
      (answers.length > 0 || answering.test(` ${p.text}`) || !(p.kind === 'item' || asksFor(p.text))),
  )
  const rest = more < 0 ? [] : others.slice(more)
  return {
    asked: [{ ...first, text: asks }, ...(more < 0 ? others : others.slice(0, more))],
    answer: [...(answers.length > 0 ? [{ ...first, text: answers.join(' ') }] : []), ...rest],
  }
}

const answering =
  /\s(?=(?:(?:force|management|our|service|commissioner['’]s)\s+)?(?:response|comments?|update|progress|status|position)\s*:)/i
