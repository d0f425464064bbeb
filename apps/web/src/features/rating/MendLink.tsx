import type { FactName } from '@beatbook/domain'
import { fieldWords } from '@beatbook/domain/english'
import { type Mend, mendOf } from '@beatbook/presentation'
import { useLocation } from '@solidjs/router'
import { Show } from 'solid-js'
import { focusWhenThere } from '../../ui/focus-when-there.ts'
import { Link } from '../../ui/Link.tsx'
import { useEditing } from '../session/session.ts'

/** A link to the field that changes a fact, where the person may change it: it opens the form and goes there. */
export const MendLink = (props: { fact: FactName }) => {
  const editing = useEditing()
  const location = useLocation()
  const mend = () => (editing().allowed ? mendOf(props.fact) : null)
  return (
    <Show when={mend()}>
      {(known) => (
        <Link href={location.pathname + forms[known().command]} onClick={() => focusWhenThere(idOf(known()))}>
          {wordsOf(known())}
        </Link>
      )}
    </Show>
  )
}

const forms = { 'record-update': '#record', 'edit-action': '#edit', 'add-link': '#links' } as const

/** The id of a form's field. */
const idOf = ({ command, field }: Mend): string | null =>
  command === 'edit-action' ? `edit-${field}` : command === 'record-update' ? field : null

const wordsOf = ({ command, field }: Mend): string => {
  if (command === 'add-link') return 'Look at what it depends on'
  if (field === null || field === 'text') return 'Write an update'
  return `Change ${fieldWords[field].title.toLowerCase()}`
}
