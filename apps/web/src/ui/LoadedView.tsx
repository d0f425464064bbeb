import { type JSX, Suspense } from 'solid-js'
import { Guarded } from './Guarded.tsx'

/**
 * A part of a page whose code is loaded when it is first shown. Only such parts stand in a boundary of their
 * own: one around a grid would take it out of the page, and the focus with it, whenever its rows are asked again.
 */
export const LoadedView = (props: { children: JSX.Element }) => (
  <Guarded>
    <Suspense fallback={<p class="loading">Loading the view …</p>}>{props.children}</Suspense>
  </Guarded>
)
