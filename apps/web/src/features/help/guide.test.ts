import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { renderGuide } from '../../../guide.ts'
import { pages as navigation } from '../../pages.ts'
import { partOf, parts } from './part-of.ts'

const guide = renderGuide()
const known = new Set(
  guide.flatMap(({ name, parts: sections }) => {
    const page = `/help${name === '' ? '' : `/${name}`}`
    return [page, ...sections.map(({ id }) => `${page}#${id}`)]
  }),
)
/** The paths of the routes, as the application declares them. */
const routes = [
  ...readFileSync(new URL('../../app.tsx', import.meta.url), 'utf8').matchAll(/\bpath="([^"]*)"/g),
].map((found) => found[1] ?? '')

/** The views of a plan’s page, as it declares them. */
const views = [
  ...readFileSync(new URL('../plan/view.ts', import.meta.url), 'utf8').matchAll(/\{ code: '(\w+)'/g),
].map((found) => found[1] ?? '')

test('every route has a part of the guide, and there is no part of a route that is not there', () => {
  expect(routes.length).toBeGreaterThan(20)
  expect(new Set(parts.map(({ path }) => path))).toEqual(new Set(routes))
})

test.each(parts)('the part of $path $view is in the guide', ({ part }) =>
  expect([...known]).toContain(`/help/${part}`),
)

test('every page of the navigation and every view of a plan opens its own part', () => {
  for (const { href } of navigation)
    expect([href, partOf({ pathname: href, search: '' })]).toEqual([
      href,
      parts.find(({ path }) => path === href)?.part,
    ])
  expect(views.length).toBeGreaterThan(5)
  const ofViews = views.map((code) => partOf({ pathname: '/plans/charter', search: `?view=${code}` }))
  expect(new Set(ofViews).size).toBe(views.length)
})

test('an address is matched whole: a plan, an action, a page that is not there', () => {
  const of = (pathname: string, search = '') => partOf({ pathname, search })
  expect(of('/plans/new')).toBe('plans#begin-a-plan')
  expect(of('/plans/charter', '?level=red')).toBe('grid#work-in-the-table')
  expect(of('/plans/charter', '?view=nonsense')).toBe('grid#work-in-the-table')
  expect(of('/plans/charter/32')).toBe('actions#the-page-of-an-action')
  expect(of('/plans/')).toBe('plans#find-a-plan')
  expect(of('/nowhere/at/all')).toBe('start#find-your-way')
})

test('every link of the guide leads to a page or a section that is there, or to a page of Beatbook', () => {
  const links = guide.flatMap(({ name, html, parts: sections }) =>
    [html, ...sections.map((part) => part.html)].flatMap((text) =>
      [...text.matchAll(/href="([^"]*)"/g)].map((found) => ({ name, href: found[1] ?? '' })),
    ),
  )
  expect(links.length).toBeGreaterThan(20)
  for (const { name, href } of links) {
    const isThere = known.has(href) || (href.startsWith('/') && routes.includes(href))
    expect([name, href, isThere]).toEqual([name, href, true])
  }
})

test('every picture has a description and its size, so that the page keeps its place while it is loaded', () => {
  const pictures = guide.flatMap(({ html, parts: sections }) =>
    [html, ...sections.map((part) => part.html)].flatMap((text) => text.match(/<img[^>]*>/g) ?? []),
  )
  expect(pictures.length).toBeGreaterThan(7)
  for (const picture of pictures)
    expect(picture).toMatch(
      /^<img src="\/assets\/guide-[\w-]+-[0-9a-f]{8}\.png" alt="[^"]{30,}" width="\d+" height="\d+" loading="lazy">$/,
    )
})

test('pages and sections have titles and ids of their own, and the first page links to every other', () => {
  const [first, ...others] = guide
  for (const { title, parts: sections } of guide) {
    expect(title).not.toBe('')
    expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length)
    for (const { words } of sections) expect(words).not.toBe('')
  }
  const opening = [first?.html, ...(first?.parts ?? []).map(({ html }) => html)].join('')
  for (const { name } of others) expect(opening).toContain(`href="/help/${name}`)
})

test('what stands in bold stands on a screen, in these words', () => {
  const root = fileURLToPath(new URL('../../../../../', import.meta.url))
  const sources = globSync(
    [
      'apps/web/src/**/*.{ts,tsx}',
      'packages/presentation/src/**/*.ts',
      'packages/domain/src/english/**/*.ts',
    ],
    { cwd: root, exclude: (file) => file.includes('.test.') },
  )
  expect(sources.length).toBeGreaterThan(200)
  const screens = sources
    .filter((file) => !file.includes('.test.'))
    .map((file) => readFileSync(`${root}${file}`, 'utf8').replace(/\s+/g, ' '))
    .join(' ')
    .toLowerCase()
  const bold = guide.flatMap(({ html, parts: sections }) =>
    [html, ...sections.map((part) => part.html)].flatMap((text) =>
      [...text.matchAll(/<strong>([^<]*)<\/strong>/g)].map((found) => (found[1] ?? '').replace(/\s+/g, ' ')),
    ),
  )
  expect(bold.length).toBeGreaterThan(150)
  expect(
    [...new Set(bold)].filter((words) => !screens.includes(words.toLowerCase()) && !madeOf.has(words)),
  ).toEqual([])
})

/** Words in bold that a screen puts together, and the one that explains what bold is. */
const madeOf = new Set(['Undo the import', 'bold'])
