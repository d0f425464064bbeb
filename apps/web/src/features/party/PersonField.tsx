import { foldWords } from '@beatbook/domain'
import { useQuery } from '@tanstack/solid-query'
import { For } from 'solid-js'
import { api } from '../../api.ts'
import { errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { accountsQuery, partiesQuery } from './queries.ts'

/** Behind the name of an account in the list. */
const SIGNS_IN = ' (signs in)'

/** A field for a person: an owner by any name, somebody who can sign in, or a new name. */
export const PersonField = (props: {
  id: string
  label: string
  value: string
  errors: readonly FormError[]
  allowNew?: boolean
  /** Only people who can sign in. */
  accountsAlone?: boolean
}) => {
  const owners = useQuery(() => ({
    ...partiesQuery({ kind: 'person', limit: 500 }),
    enabled: !props.accountsAlone,
  }))
  const accounts = useQuery(accountsQuery)
  const names = () => [
    ...(owners.isSuccess ? owners.data.rows.map(({ name }) => name) : []),
    ...(accounts.isSuccess
      ? accounts.data.map(({ name }) => (props.accountsAlone ? name : `${name}${SIGNS_IN}`))
      : []),
  ]
  return (
    <>
      <TextField
        id={props.id}
        label={props.label}
        hint={
          props.allowNew
            ? 'A person by any of their names, or a new name. Choose “signs in” for somebody with an account.'
            : 'The name of somebody who can sign in'
        }
        error={errorOn(props.errors, props.id)}
        value={props.value}
        maxlength="200"
        autocomplete="off"
        list={`${props.id}-names`}
      />
      <datalist id={`${props.id}-names`}>
        <For each={names()}>{(name) => <option value={name} />}</For>
      </datalist>
    </>
  )
}

/** The id of somebody who can sign in, by their name; `null` where nobody, or more than one, has it. */
export const accountNamed = async (name: string): Promise<string | null> => {
  const asked = foldWords(name)
  const found = await api.conversations.mentionable.query({ text: name })
  const people = found.filter((each) => each.kind === 'person' && foldWords(each.name) === asked)
  return people.length === 1 ? (people[0]?.id ?? null) : null
}

/** The holder that is written in a field: an account where the list says so, else an owner or a new name. */
export const personOf = async (written: string): Promise<{ accountId: string } | { name: string }> => {
  if (!written.endsWith(SIGNS_IN)) return { name: written }
  const accountId = await accountNamed(written.slice(0, -SIGNS_IN.length))
  return accountId === null ? { name: written } : { accountId }
}
