import type { KeptForm } from '@beatbook/contract'
import { instantWords } from '@beatbook/domain/english'
import { createSignal, onCleanup, onMount, Show, untrack } from 'solid-js'
import { useSession } from '../session/session.ts'
import { keptUnder, REST } from './kept-under.ts'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The fields of a form whose values are kept: not passwords, files or buttons. */
const fieldsOf = (form: HTMLFormElement): Field[] =>
  [...form.elements].filter((element): element is Field => {
    if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement)
      return element.name !== ''
    return (
      element instanceof HTMLInputElement &&
      element.name !== '' &&
      !['password', 'file', 'submit', 'button', 'hidden'].includes(element.type)
    )
  })

const isTicked = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')

const writtenIn = (field: Field): string =>
  isTicked(field) && field.type === 'checkbox' ? (field.checked ? 'on' : '') : field.value

const valuesIn = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries(
    fieldsOf(form)
      .filter((field) => !isTicked(field) || field.type === 'checkbox' || field.checked)
      .map((field) => [field.name, writtenIn(field)]),
  )

/** Puts values into a form as if a person had typed them, so that what listens to its fields hears of it. */
const fill = (form: HTMLFormElement, values: Readonly<Record<string, string>>): void => {
  // A field that another one brings about is filled the second time.
  for (const _ of [1, 2]) for (const field of fieldsOf(form)) put(field, values[field.name])
}

const put = (field: Field, value: string | undefined): void => {
  if (value === undefined || (field.type === 'radio' && field.value !== value)) return
  if (isTicked(field)) field.checked = field.type === 'radio' || value === 'on'
  else field.value = value
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
}

/**
 * Keeps what is typed in a form under the person, until it is saved or left on purpose: a form that opens again, on
 * this computer or another, has it. `key` names the form and what it is about. While the server cannot be reached, this
 * browser has a copy. `keep` is the form's `ref`; `done` is called when it is saved or left; `Note` says what is back.
 */
export const useKept = (key: string) => {
  const session = useSession()
  const kept = keptUnder(
    untrack(() => session.data?.person?.id ?? ''),
    key,
  )
  const [back, setBack] = createSignal<KeptForm | null>(null)
  let form: HTMLFormElement | undefined
  let first: Record<string, string> = {}
  let waiting: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  const now = (): KeptForm => ({
    values: form === undefined ? {} : valuesIn(form),
    keptAt: new Date().toISOString(),
  })
  const isChanged = ({ values }: KeptForm) => Object.keys(values).some((name) => values[name] !== first[name])
  const keepNow = () => {
    waiting = undefined
    const typed = now()
    if (isOver || !isChanged(typed)) return
    void kept.put(typed)
  }
  const forget = () => {
    clearTimeout(waiting)
    waiting = undefined
    kept.forget()
  }
  const restore = async () => {
    const newest = await kept.newest()
    // Whoever began to type meanwhile goes on with that.
    if (newest === null || isOver || form === undefined || isChanged(now()) || !isChanged(newest)) return
    fill(form, newest.values)
    setBack(newest)
  }
  onMount(() => {
    if (form === undefined) return
    const shown = form
    first = valuesIn(shown)
    shown.addEventListener('input', () => {
      clearTimeout(waiting)
      waiting = setTimeout(keepNow, REST)
    })
    const onHide = () => {
      if (waiting !== undefined) kept.putLocally(now())
    }
    addEventListener('pagehide', onHide)
    onCleanup(() => removeEventListener('pagehide', onHide))
    void restore()
  })
  // A page that is left in the middle of a word keeps it.
  onCleanup(() => {
    if (waiting === undefined) return
    clearTimeout(waiting)
    keepNow()
  })
  const discard = () => {
    if (form !== undefined) fill(form, first)
    setBack(null)
    forget()
  }
  return {
    keep: (element: HTMLFormElement) => {
      form = element
    },
    /** After a save: what is typed from now on is another form's beginning. */
    forget: () => {
      if (form !== undefined) first = valuesIn(form)
      setBack(null)
      forget()
    },
    done: () => {
      isOver = true
      forget()
    },
    /** While it is saved: a form that is closed by that is not kept once more. */
    hold: () => {
      clearTimeout(waiting)
      waiting = undefined
    },
    /** After a save that failed: what is typed is kept at once. */
    goOn: keepNow,
    Note: () => <KeptNote back={back()} onDiscard={discard} />,
  }
}

/** Says that what was typed and not saved is back, and can be discarded. */
export const KeptNote = (props: { back: KeptForm | null; onDiscard: () => void }) => (
  <Show when={props.back}>
    {(kept) => (
      <p class="kept-note" role="status">
        What you wrote on {instantWords(kept().keptAt)} and did not save is back.{' '}
        <button type="button" class="link-button" onClick={() => props.onDiscard()}>
          Discard it
        </button>
      </p>
    )}
  </Show>
)
