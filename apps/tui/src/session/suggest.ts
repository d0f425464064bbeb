import { Stop } from '../output/exit.ts'
import { didYouMean, nearest, suggested } from '../output/nearest.ts'
import { connect } from './connect.ts'

/**
 * The same error with what may have been meant, where a plan or an action was not found: plans and refs as the
 * server has them. Where the server does not answer that either, the error as it was.
 */
export const withSuggestion = async (stop: Stop): Promise<Stop> => {
  const { code, args } = stop.why
  const { what, asked } = args as { readonly what?: unknown; readonly asked?: unknown }
  if (code !== 'not-found' || typeof asked !== 'string') return stop
  if (what !== 'plan' && what !== 'action' && what !== 'address') return stop
  const meant = await suggestion(asked).catch(() => null)
  if (meant === null) return stop
  return new Stop(stop.exit, stop.message, [stop.hint, meant].filter(Boolean).join(' '), stop.why)
}

const suggestion = async (asked: string): Promise<string | null> => {
  const client = connect()
  const codes = (await client.plans.list.query({})).map(({ code }) => code)
  const [plan = '', ref] = asked.split('/')
  if (ref === undefined) return didYouMean(plan, codes)
  if (!codes.includes(plan.toLowerCase()))
    return suggested(nearest(plan, codes).map((code) => `${code}/${ref}`))
  const text = { plan: plan.toLowerCase(), withdrawn: 'with' as const, limit: 200 }
  const refs = (await client.actions.list.query({ ...text, text: ref.replace(/^0+(?=\d)/, '') })).rows
  return didYouMean(
    asked,
    refs.map(({ address }) => address),
  )
}
