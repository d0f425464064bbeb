import { onCleanup } from 'solid-js'
import { sayOfView, viewSaid } from './said.ts'

/** Says that a view was saved; the region is always there, so that it is announced. */
export const ViewSaid = () => {
  onCleanup(() => sayOfView(''))
  return (
    <p role="status" class="done-line">
      {viewSaid()}
    </p>
  )
}
