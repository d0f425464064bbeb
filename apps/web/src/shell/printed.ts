import { dayWords } from '@beatbook/domain/english'
import { createEffect } from 'solid-js'
import { useAsAt } from '../calendar/as-at.ts'
import { useSession } from '../features/session/session.ts'

/** What a printed page says of itself, in words. */
interface Printed {
  readonly force: string
  /** The force's protective marking; empty where it has none. */
  readonly marking: string
  readonly asAt: string
  readonly known: string
  readonly on: string
}

/**
 * What stands at the head and foot of every printed page. The style sheet writes it there; a browser that leaves the
 * head and foot of a page to itself is told by the class `no-page-margins`, and has it once, in the page.
 */
export const usePrinted = (): (() => Printed) => {
  const session = useSession()
  const { asAt, knownOn } = useAsAt()
  const printed = (): Printed => {
    const known = session.data
    if (known === undefined) return { force: '', marking: '', asAt: '', known: '', on: '' }
    const [on, knownBy] = [asAt() ?? known.today, knownOn() ?? known.today]
    return {
      force: known.force,
      marking: known.marking ?? '',
      asAt: `As at ${dayWords(on)},`,
      known: `as known on ${dayWords(knownBy)}`,
      on: `Printed on ${dayWords(known.today)}`,
    }
  }
  const root = document.documentElement
  root.classList.toggle('no-page-margins', !hasPageMargins())
  createEffect(() => {
    const { asAt, ...others } = printed()
    const words = { ...others, 'as-at': asAt }
    // A string of JSON is one of a style sheet.
    for (const [name, said] of Object.entries(words))
      root.style.setProperty(`--printed-${name}`, JSON.stringify(said))
  })
  return printed
}

/** Whether a style sheet says here what stands at the head and foot of a page. */
const hasPageMargins = (): boolean => {
  if (typeof CSSStyleSheet === 'undefined' || !('replaceSync' in CSSStyleSheet.prototype)) return false
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('@page { @top-center { content: "" } }')
  const [page] = sheet.cssRules
  return page !== undefined && 'cssRules' in page && (page as CSSGroupingRule).cssRules.length > 0
}
