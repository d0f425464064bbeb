import { createSignal } from 'solid-js'

/** What was said last about the views of the rows that are shown; empty where nothing was. */
export const [viewSaid, sayOfView] = createSignal('')
