import { expect, test } from 'vitest'
import { hrefOfView, shows } from './href.ts'

const view = {
  filter: { levels: ['red' as const], owner: 'p' },
  sorts: [{ by: 'timescale' as const, descending: true }],
  group: 'owner' as const,
  columns: [{ key: 'text', width: 300 }],
}

test('a view leads to the grid of its plan as it was saved', () => {
  const href = hrefOfView({ planId: 'id', planCode: 'charter', view })
  expect(href).toBe('/plans/charter?level=red&owner=p&sort=-timescale&group=owner&cols=text%7E300')
  const [pathname = '', search = ''] = href.split('?')
  expect(shows({ pathname, search: `?open=5&${search}&asAt=2026-11-01` }, href)).toBe(true)
  expect(shows({ pathname, search: `?${search}&section=s` }, href)).toBe(false)
  expect(shows({ pathname: '/plans/other', search: `?${search}` }, href)).toBe(false)
})

test('a view of everything has no parameters', () => {
  expect(hrefOfView({ planId: 'id', planCode: 'charter', view: { filter: {}, sorts: [] } })).toBe(
    '/plans/charter',
  )
})

test('a view of the actions of all plans leads to them', () => {
  const filter = { levels: ['red' as const] }
  expect(hrefOfView({ planId: null, planCode: null, view: { filter, sorts: [] } })).toBe('/actions?level=red')
})
