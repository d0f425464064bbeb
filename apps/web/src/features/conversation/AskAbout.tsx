import { Show } from 'solid-js'
import { useEditing } from '../session/session.ts'

/** The address on a page at which the form of a conversation opens, about a field where there is one. */
export const askHash = (field?: string): string =>
  field === undefined ? '#ask' : `#ask-${encodeURIComponent(field)}`

/** The field of an address made by `askHash`, `undefined` for no field; `null` for another address. */
export const fieldAsked = (hash: string): string | undefined | null => {
  if (hash === '#ask') return undefined
  return hash.startsWith('#ask-') ? decodeURIComponent(hash.slice('#ask-'.length)) : null
}

/** A link beside a field that opens the form of a conversation about it, for people who may write one. */
export const AskAbout = (props: { field: string; title: string }) => {
  const editing = useEditing()
  return (
    <Show when={editing().allowed}>
      <a class="ask" href={askHash(props.field)}>
        Ask<span class="govuk-visually-hidden"> about this: {props.title}</span>
      </a>
    </Show>
  )
}
