import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type GuideSection, readGuidePage } from '@beatbook/presentation'
import { Marked } from 'marked'
import type { Plugin } from 'vite'

/** A part of a page of the guide as HTML, with its plain words for the search. */
export interface GuidePart extends Omit<GuideSection, 'markdown'> {
  readonly html: string
  readonly words: string
}

/** A page of the guide, rendered. `name` is the last part of its address: `/help/grid`; empty for the first. */
export interface GuidePage {
  readonly name: string
  readonly title: string
  readonly html: string
  readonly parts: readonly GuidePart[]
}

/** The folder of the guide’s Markdown. */
export const guideFolder = fileURLToPath(new URL('../../docs/guide/', import.meta.url))

/** The first page, which lists the others in their order. */
const FIRST = 'README.md'

/** All pages of the guide: the first, then the others in the order in which the first links to them. */
export const renderGuide = (folder = guideFolder): GuidePage[] => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== FIRST)
  const first = readFileSync(`${folder}${FIRST}`, 'utf8')
  const place = (file: string) => (first.indexOf(`](${file}`) + first.length) % first.length
  return [FIRST, ...files.toSorted((a, b) => place(a) - place(b))].map((file) => {
    const page = readGuidePage(readFileSync(`${folder}${file}`, 'utf8'))
    const name = nameOf(file)
    return {
      name,
      title: page.title,
      html: htmlOf(page.opening, name),
      parts: page.sections.map(({ id, title, markdown }) => {
        const html = htmlOf(markdown, name)
        return { id, title, html, words: wordsOf(html) }
      }),
    }
  })
}

const nameOf = (file: string): string => (file === FIRST ? '' : file.replace(/\.md$/, ''))

/** The address of a page of the guide, or of a part of it: `grid#sort` is at `/help/grid#sort`. */
const addressOf = (link: string, from: string): string => {
  const [file = '', hash] = link.split('#')
  const name = file === '' ? from : nameOf(file)
  return `/help${name === '' ? '' : `/${name}`}${hash === undefined ? '' : `#${hash}`}`
}

/** Markdown as HTML. Links to files of the guide become addresses of its pages. */
const htmlOf = (markdown: string, page: string): string =>
  new Marked({
    async: false,
    walkTokens: (token) => {
      if (token.type === 'link' && /^(?:[\w-]+\.md)?(?:#|$)/.test(token.href))
        token.href = addressOf(token.href, page)
    },
    renderer: { image: ({ href, text }) => imageOf(readPicture(href), text) },
  }).parse(markdown) as string

/** A picture of the guide: its bytes, its size in pixels, and its address, which changes with its content. */
interface Picture {
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
  readonly file: string
}

/** The folder of the guide’s pictures, which a browser test makes. */
const picturesFolder = `${guideFolder}pictures/`

/** Reads a picture as the Markdown names it: `pictures/table.png`. Throws where there is none. */
const readPicture = (href: string): Picture => {
  const bytes = readFileSync(`${guideFolder}${href}`)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
  const name = href.replace(/^pictures\/|\.png$/g, '')
  return {
    bytes,
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    file: `assets/guide-${name}-${hash}.png`,
  }
}

const allPictures = (): Picture[] =>
  existsSync(picturesFolder) ? readdirSync(picturesFolder).map((file) => readPicture(`pictures/${file}`)) : []

// With its size, so that the page keeps its place while the picture is loaded.
const imageOf = ({ file, width, height }: Picture, alt: string): string =>
  `<img src="/${file}" alt="${alt.replaceAll('"', '&quot;')}" width="${width}" height="${height}" loading="lazy">`

const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:quot|#39|amp|lt|gt);/g, (sign) => signs[sign] ?? sign)
    .replace(/\s+/g, ' ')
    .trim()

const signs: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
}

const MODULE = 'virtual:guide'

/** Makes the module `virtual:guide` out of the guide’s Markdown when the pages are built, and ships its pictures. */
export const guide = (): Plugin => ({
  name: 'guide',
  resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
  load(id) {
    if (id !== `\0${MODULE}`) return undefined
    for (const file of readdirSync(guideFolder, { recursive: true }))
      this.addWatchFile(`${guideFolder}${file}`)
    return `export const guide = ${JSON.stringify(renderGuide())}`
  },
  generateBundle() {
    for (const { file, bytes } of allPictures())
      this.emitFile({ type: 'asset', fileName: file, source: bytes })
  },
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      const picture = allPictures().find(({ file }) => request.url === `/${file}`)
      if (picture === undefined) return next()
      response.setHeader('content-type', 'image/png').end(picture.bytes)
    })
  },
})
