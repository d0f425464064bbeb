import type { IsoDate } from '@beatbook/domain'
import { useLocation, useNavigate } from '@solidjs/router'

/**
 * The date the pages look back to, kept in the address so that a link carries it. `asAt` is undefined while it is today;
 * `keep` gives a link's address with the date in it.
 */
export const useAsAt = () => {
  const location = useLocation()
  const navigate = useNavigate()
  const asAt = (): IsoDate | undefined => {
    const value = location.query.asAt
    return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined
  }
  const setAsAt = (date: IsoDate | null) => navigate(withParam(location.pathname + location.search, 'asAt', date), { scroll: false })
  const keep = (href: string): string => {
    const date = asAt()
    return date === undefined ? href : withParam(href, 'asAt', date)
  }
  return { asAt, setAsAt, keep }
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
