import type { JSX } from 'solid-js'

/**
 * A part that scrolls sideways by itself when it is wider than the page; the keyboard can reach and scroll
 * it.
 */
export const ScrollRegion = (props: { label: string; children: JSX.Element }) => (
  <section class="scroll" tabindex="0" aria-label={props.label}>
    {props.children}
  </section>
)
