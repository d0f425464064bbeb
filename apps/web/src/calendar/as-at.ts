import type { IsoDate, ReadAt } from '@beatbook/domain'
import { useLocation, useNavigate } from '@solidjs/router'
import { dayIn } from './day-in.ts'
import { endOfLondonDay } from './london.ts'

/**
 * The date the pages look back to and the day whose knowledge they show, kept in the address so that a link
 * carries both. Each is undefined while it is today; `at` is what a question carries, `keep` gives a link's
 * address with both in it.
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

/** An address with a parameter set, or taken out when `value` is null. */
export const withParam = (href: string, name: string, value: string | null): string => {
  const [rest = '', hash = ''] = href.split('#', 2)
  const [path = '', search = ''] = rest.split('?', 2)
  const params = new URLSearchParams(search)
  if (value === null) params.delete(name)
  else params.set(name, value)
  const query = params.toString()
  return `${path}${query === '' ? '' : `?${query}`}${hash === '' ? '' : `#${hash}`}`
}
