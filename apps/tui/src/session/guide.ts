import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readGuidePage } from '@beatbook/presentation'

/** A part of the guide as text. Its topic is its page and section: `grid#filter-by-typing`. */
export interface GuideTopic {
  readonly topic: string
  readonly title: string
  readonly text: string
}

// The folder of the guide as seen from here, and from the built program.
const folder = ['../../../../docs/guide/', '../../../docs/guide/']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(`${path}README.md`))

/** Every topic of the guide, page by page. Empty where the guide is not beside the program. */
export const guideTopics = (): GuideTopic[] =>
  folder === undefined
    ? []
    : readdirSync(folder)
        .filter((file) => file.endsWith('.md') && file !== 'README.md')
        .flatMap((file) => {
          const page = readGuidePage(readFileSync(`${folder}${file}`, 'utf8'))
          const name = file.replace(/\.md$/, '')
          return page.sections.map(({ id, title, markdown }) => ({
            topic: `${name}#${id}`,
            title,
            text: plain(markdown),
          }))
        })

/** The topics that words mean: a topic, a page with all of its sections, or a section by its id or title. */
export const topicsFor = (asked: string): GuideTopic[] => {
  const topics = guideTopics()
  const folded = asked.toLowerCase().trim()
  const exact = topics.filter(({ topic }) => topic === folded)
  if (exact.length > 0) return exact
  const ofPage = topics.filter(({ topic }) => topic.startsWith(`${folded}#`))
  if (ofPage.length > 0) return ofPage
  const id = folded.replaceAll(' ', '-')
  return topics.filter(({ topic, title }) => topic.endsWith(`#${id}`) || title.toLowerCase() === folded)
}

/** Markdown without its signs, to be read in a terminal: lists and tables stay as they are written. */
const plain = (markdown: string): string =>
  markdown
    .replace(/^### (.*)$/gm, '$1')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, 'Picture: $1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]*)\*\*/g, '$1')
    .replace(/^\|(?:-+\|)+\n/gm, '')
    .replace(/^\| *(.*?) *\|$/gm, (_, row: string) => row.replace(/ *\| */g, '  '))
