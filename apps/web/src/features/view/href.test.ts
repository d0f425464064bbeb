import { expect, test } from 'vitest'
import { hrefOfView, shows } from './href.ts'

const view = {
  filter: { levels: ['red' as const], owner: 'p' },
  sorts: [{ by: 'timescale' as const, descending: true }],
  group: 'owner' as const,
  columns: [{ key: 'text', width: 300 }],
}

test('a view leads to the grid of its plan as it was saved', () => {
  const href = hrefOfView({ planCode: 'charter', view })
  expect(href).toBe('/plans/charter?level=red&owner=p&sort=-timescale&group=owner&cols=text%7E300')
  const [pathname = '', search = ''] = href.split('?')
  expect(shows({ pathname, search: `?open=5&${search}&asAt=2026-11-01` }, href)).toBe(true)
  expect(shows({ pathname, search: `?${search}&section=s` }, href)).toBe(false)
  expect(shows({ pathname: '/plans/other', search: `?${search}` }, href)).toBe(false)
})

test('a view of everything has no parameters', () => {
  expect(hrefOfView({ planCode: 'charter', view: { filter: {}, sorts: [] } })).toBe('/plans/charter')
})
