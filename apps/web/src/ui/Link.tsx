import { A } from '@solidjs/router'
import { type JSX, splitProps } from 'solid-js'
import { useAsAt } from '../calendar/as-at.ts'

interface LinkProps extends Omit<JSX.AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly href: string
}

/** A link inside Beatbook: it preserves the as-at date, so that a past date applies from page to page. */
export const Link = (props: LinkProps) => {
  const [own, rest] = splitProps(props, ['href'])
  const { keep } = useAsAt()
  // The type of A omits attributes that a plain link has.
  const more = rest as Record<string, unknown>
  return <A {...more} href={keep(own.href)} />
}
