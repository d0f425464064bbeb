import type { Choice, Decision, Draft, Finding } from '@beatbook/domain'
import { refOf } from '@beatbook/presentation'
import { Stop } from '../output/exit.ts'

/** The findings of a draft that need a person's decision. */
export const toDecide = (draft: Draft): Finding[] =>
  draft.findings.filter((finding) => finding.choices.length > 1)

/**
 * Parses `--decide WHERE=CHOICE` into decisions. WHERE is a finding's key, its code ("undated-update": all of
 * that kind), or code@ref ("undated-update@5"); CHOICE is a choice's code, followed by `:DATE` if it needs a
 * day. Stops with exit 2 on anything else.
 */
export const decisionsGiven = (draft: Draft, given: readonly string[]): Decision[] =>
  given.flatMap((one) => {
    const [where = '', rest = ''] = halves(one, '=')
    const [choice = '', day] = halves(rest, ':')
    const found = toDecide(draft).filter(
      (finding) =>
        finding.key === where ||
        finding.code === where ||
        `${finding.code}@${finding.action ? refOf(draft, finding.action) : finding.plan}` === where,
    )
    if (found.length === 0)
      throw new Stop('usage', `No finding to decide is called “${where}”.`, whereHint(draft))
    return found.map((finding) => {
      const known = finding.choices.find((c) => c.code === choice)
      if (known === undefined)
        throw new Stop(
          'usage',
          `“${choice}” is no choice for ${where}.`,
          `Its choices: ${finding.choices.map((c) => (c.asks ? `${c.code}:${c.asks.toUpperCase()}` : c.code)).join(', ')}.`,
        )
      if (known.asks && day === undefined)
        throw new Stop(
          'usage',
          `${where}=${choice} wants a day behind it.`,
          `Write ${where}=${choice}:2022-06-29.`,
        )
      return { finding: finding.key, choice, ...(day === undefined ? {} : { given: day }) }
    })
  })

/** The cautious choice of a finding: the one already applied in the draft. */
export const cautiousChoice = (finding: Finding): Choice | null =>
  finding.choices.find((choice) => choice.cautious) ?? null

/** The name of a finding in `--decide`. */
export const whereOf = (draft: Draft, finding: Finding): string =>
  finding.action ? `${finding.code}@${refOf(draft, finding.action)}` : finding.code

const whereHint = (draft: Draft): string => {
  const names = [...new Set(toDecide(draft).map((finding) => whereOf(draft, finding)))]
  return names.length === 0 ? 'This document leaves nothing to decide.' : `There are: ${names.join(', ')}.`
}

const halves = (text: string, at: string): [string, string | undefined] => {
  const found = text.indexOf(at)
  return found === -1 ? [text, undefined] : [text.slice(0, found), text.slice(found + 1)]
}
