import { useAsAt } from '../../calendar/as-at.ts'

/** Text of the guide, rendered when the pages were built. Its links preserve the as-at date. */
export const GuideText = (props: { html: string }) => {
  const { keep } = useAsAt()
  const html = () => props.html.replace(/href="(\/[^"]*)"/g, (_, href: string) => `href="${keep(href)}"`)
  return <div class="guide-text" innerHTML={html()} />
}
