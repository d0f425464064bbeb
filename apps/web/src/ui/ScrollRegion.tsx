import type { JSX } from 'solid-js'

/** A region that scrolls horizontally if it is wider than the page; the keyboard can focus and scroll it. */
export const ScrollRegion = (props: { label: string; children: JSX.Element }) => (
  <section class="scroll" tabindex="0" aria-label={props.label}>
    {props.children}
  </section>
)
