import { type IsoDate, isGivenDay, readDayFrom } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { createEffect, createSignal, type JSX, on, onCleanup, onMount } from 'solid-js'
import { londonToday } from '../calendar/london.ts'
import { TextField } from './Field.tsx'

interface DayFieldProps {
  readonly id: string
  /** Its name in the form; `id` by default. */
  readonly name?: string
  readonly label: JSX.Element
  readonly hint?: JSX.Element
  readonly error?: string | undefined
  readonly class?: string
  readonly value: IsoDate | ''
  readonly required?: boolean
  /** The last day that makes sense. */
  readonly most?: IsoDate
  /** Called with the day once it is typed, or `null` where the field was emptied. */
  readonly onDay?: (day: IsoDate | null) => void
}

/**
 * A day as people write it: “31/10/2026”, “31 October 2026”, “yesterday”, “last month end”. Once it is typed the
 * field says which day it is; the form has it as an ISO date. What is no day is said below the label, and a form
 * that checks its fields is not sent with it.
 */
export const DayField = (props: DayFieldProps) => {
  const [typed, setTyped] = createSignal('')
  const [wrong, setWrong] = createSignal<string>()
  let input!: HTMLInputElement

  const show = (day: IsoDate | '') => {
    setTyped(day === '' ? '' : dayWords(day))
    complain(undefined)
  }
  const complain = (words: string | undefined) => {
    setWrong(words)
    input?.setCustomValidity(words ?? '')
  }
  const readTyped = (): IsoDate | null => {
    const words = typed().trim()
    const day = words === '' ? null : readDayFrom(words, londonToday())
    return day !== null && isGivenDay(day) ? day : null
  }
  const change = () => {
    const day = readTyped()
    if (day === null && typed().trim() !== '') return complain(NO_DAY)
    if (day !== null && props.most !== undefined && day > props.most)
      return complain(`Give ${dayWords(props.most)} or an earlier day`)
    show(day ?? '')
    props.onDay?.(day)
  }
  const reset = () => queueMicrotask(() => show(props.value))

  createEffect(on(() => props.value, show))
  onMount(() => {
    const form = input.form
    form?.addEventListener('reset', reset)
    onCleanup(() => form?.removeEventListener('reset', reset))
  })
  return (
    <>
      <TextField
        ref={input}
        id={props.id}
        name=""
        label={props.label}
        hint={props.hint}
        error={props.error ?? wrong()}
        class={`day-field ${props.class ?? ''}`}
        autocomplete="off"
        required={props.required}
        value={typed()}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={change}
      />
      <input type="hidden" name={props.name ?? props.id} value={readTyped() ?? typed().trim()} />
    </>
  )
}

const NO_DAY = 'Write a day like 31/10/2026, yesterday or “last month end”'
