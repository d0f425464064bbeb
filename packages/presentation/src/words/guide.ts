/** A part of a page of the guide: what stands under one of its headings of the second level, in Markdown. */
export interface GuideSection {
  /** The part of an address after `#`: `split-an-action`. */
  readonly id: string
  readonly title: string
  readonly markdown: string
}

/** A page of the guide, read from its Markdown. */
export interface GuideText {
  readonly title: string
  /** What stands before the first section. */
  readonly opening: string
  readonly sections: readonly GuideSection[]
}

/** The id of a heading, as GitHub makes it, so that links between files of the guide lead there as well. */
export const sectionId = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(' ', '-')

/** Reads a page of the guide: its heading of the first level, and a section for each of the second. */
export const readGuidePage = (markdown: string): GuideText => {
  const [head = '', ...parts] = markdown.split(/^## /m)
  const [, title = '', opening = ''] = /^# (.*)\n([\s\S]*)$/.exec(head) ?? []
  const sections = parts.map((part) => {
    const end = part.indexOf('\n')
    const heading = part.slice(0, end).trim()
    return { id: sectionId(heading), title: heading, markdown: part.slice(end).trim() }
  })
  return { title: title.trim(), opening: opening.trim(), sections }
}
