import type { Instant } from '@beatbook/domain'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/**
 * A package of Office without what differs each time it is written: the dates of its properties are an instant, those of
 * its entries the first day that an archive can say, relationships with random names are counted, and drawings are counted
 * from one. The workbook
 * behind a chart is a package in it, and treated alike.
 */
export const withSameBytes = (bytes: Uint8Array, made: Instant): Uint8Array<ArrayBuffer> => {
  const entries = Object.entries(unzipSync(bytes))
  const names = entries
    .filter(([name]) => name.endsWith('.rels'))
    .flatMap(([, content]) => [...strFromU8(content).matchAll(/ Id="(rId[\w-]{15,})"/g)].map(([, id]) => id))
  const counted = new Map([...new Set(names)].map((id, at) => [id, `rIdChart${at + 1}`]))
  const text = (name: string, xml: string): string => {
    let drawings = 0
    const named = xml
      .replace(/rId[\w-]{15,}/g, (id) => counted.get(id) ?? id)
      .replace(/<wp:docPr id="\d+"/g, () => {
        drawings += 1
        return `<wp:docPr id="${drawings}"`
      })
    return name === 'docProps/core.xml'
      ? named.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${made.slice(0, 19)}Z`)
      : named
  }
  const same = entries.map(([name, content]): [string, Uint8Array] => [
    name,
    name.endsWith('.xlsx')
      ? withSameBytes(content, made)
      : /\.(?:xml|rels)$/.test(name)
        ? strToU8(text(name, strFromU8(content)))
        : content,
  ])
  return zipSync(Object.fromEntries(same), { mtime: new Date(1980, 0, 1) })
}
