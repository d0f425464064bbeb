import type { Narrowing } from '@beatbook/presentation'
import { useLocation, useNavigate, useSearchParams } from '@solidjs/router'
import { createMemo } from 'solid-js'
import { withParam } from '../../calendar/as-at.ts'
import { narrowingOf, paramsOf } from './narrowing.ts'

/** The filter in the URL, which every view of a plan takes, and how it and other parameters are set. */
export const useFilter = () => {
  const [search] = useSearchParams()
  const location = useLocation()
  const navigate = useNavigate()
  const narrowing = createMemo(() => narrowingOf(search))
  /** Goes to the same page with some parameters set; `null` removes one. */
  const go = (params: Record<string, string | null>) =>
    navigate(
      Object.entries(params).reduce(
        (href, [name, value]) => withParam(href, name, value),
        location.pathname + location.search,
      ),
      { scroll: false },
    )
  const narrow = (to: Narrowing) => go(paramsOf(to, Object.keys(narrowing().columns ?? {})))
  return { narrowing, narrow, go }
}

/** Whether a filter sets anything. */
export const isNarrowed = (narrowing: Narrowing): boolean =>
  Object.values(paramsOf(narrowing)).some((value) => value !== null)
