import type { IsoDate, ReadAt } from '@beatbook/domain'
import { useLocation, useNavigate } from '@solidjs/router'
import { dayIn } from './day-in.ts'
import { endOfLondonDay } from './london.ts'

/**
 * The valid date and the knowledge date that the pages show, stored in the URL so that a link contains both.
 * Each is undefined for today; `at` is the query parameter, `keep` adds both to the URL of a link.
 */
export const useAsAt = () => {
  const location = useLocation()
  const navigate = useNavigate()
  const asAt = () => dayIn(location.query['asAt'])
  const knownOn = () => dayIn(location.query['knownOn'])
  const at = (): ReadAt => {
    const [date, known] = [asAt(), knownOn()]
    return {
      ...(date === undefined ? {} : { asAt: date }),
      ...(known === undefined ? {} : { knownAt: endOfLondonDay(known) }),
    }
  }
  const looksBack = () => asAt() !== undefined || knownOn() !== undefined
  const look = (to: { readonly asAt: IsoDate | null; readonly knownOn: IsoDate | null }) =>
    navigate(
      withParam(withParam(location.pathname + location.search, 'asAt', to.asAt), 'knownOn', to.knownOn),
      { scroll: false },
    )
  const keep = (href: string): string =>
    withParam(withParam(href, 'asAt', asAt() ?? null), 'knownOn', knownOn() ?? null)
  return { asAt, knownOn, at, looksBack, look, keep: (href: string) => (looksBack() ? keep(href) : href) }
}

/** A URL with a parameter set, or removed if `value` is null. */
export const withParam = (href: string, name: string, value: string | null): string => {
  const [rest = '', hash = ''] = href.split('#', 2)
  const [path = '', search = ''] = rest.split('?', 2)
  const params = new URLSearchParams(search)
  if (value === null) params.delete(name)
  else params.set(name, value)
  const query = params.toString()
  return `${path}${query === '' ? '' : `?${query}`}${hash === '' ? '' : `#${hash}`}`
}
