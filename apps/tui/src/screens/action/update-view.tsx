import {
  type ChoiceField,
  CLEAR_INPUT,
  isChoice,
  type LevelCode,
  saidFieldNames,
  saidFields,
} from '@beatbook/domain'
import { fieldWords, markOf, saidAlone, saidWithin, takenBackWords } from '@beatbook/domain/english'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import { lines } from '../../output/page.ts'
import { type FormField, FormFields, formHeight } from '../form-view.tsx'
import type { Line } from '../line.ts'
import { Mark } from '../mark.tsx'
import { Text } from '../text.tsx'
import { conflictLines } from './conflict.ts'
import { promptsOf, timescaleMeaning, type UpdateField, type UpdateForm } from './update-form.ts'

/** The form of an update: text, stage, level, a new timescale with its meaning, and the reason. */
export const UpdateView = ({
  form,
  editor,
  width,
  height,
}: {
  form: UpdateForm
  /** Whether a person's editor can be opened. */
  editor: boolean
  width: number
  height: number
}): ReactNode => {
  const { action, conflict, error } = form
  const room = width - 4
  const notes = [
    ...(conflict === null ? [] : conflictLines(conflict, room)),
    ...(error === null ? [] : lines(error, room).map(({ text }) => text)),
  ]
  const fields = fieldsOf(form, editor)
  // The head, the line of keys, and a line between where there is room.
  const left = Math.max(1, height - 2 - notes.length)
  const spare = left - formHeight(fields, room)
  return (
    <Box flexDirection="column" height={height} paddingLeft={2} paddingRight={2} width={width}>
      <Text bold wrap="truncate">
        Update {action.address}: {action.text}
      </Text>
      {spare > 0 ? <Text> </Text> : null}
      <FormFields fields={fields} focus={form.field} width={room} height={spare > 0 ? left - 1 : left} />
      {spare > 1 ? <Text> </Text> : null}
      {notes.map((note) => (
        <Text key={note} color="red" bold wrap="truncate">
          {note}
        </Text>
      ))}
      <Text dimColor wrap="truncate">
        {form.sending
          ? 'Sending…'
          : conflict === null
            ? `Tab ↓ next · ← → turn · Enter sends${editor ? ' · Ctrl-O editor' : ''} · Esc leaves, words stay`
            : 'Ctrl-T takes theirs · Enter records yours over it · Esc leaves, words stay'}
      </Text>
    </Box>
  )
}

const fieldsOf = (form: UpdateForm, editor: boolean): FormField[] => {
  const { action } = form
  const asked = promptsOf(form)
  const line = (key: UpdateField, label: string, line: Line, placeholder: string): FormField => ({
    key,
    label,
    value: { line, placeholder },
  })
  return [
    line('words', 'Words', form.words, `${asked.words}${editor ? ' (Ctrl-O writes it in your editor)' : ''}`),
    ...saidFieldNames.filter(isChoice).map((field) => ({
      key: field,
      label: fieldWords[field].short,
      value: { chosen: <Chosen form={form} field={field} />, dim: false },
    })),
    {
      ...line('timescale', fieldWords.timescale.short, form.timescale, asked.timescale),
      below: timescaleMeaning(form),
    },
    line('reason', 'Reason', form.reason, asked.reason),
    ...shares.map((field) =>
      line(
        field,
        fieldWords[field].short,
        form[field],
        action[field] === null ? 'in per cent, not stated yet' : `stays ${saidWithin(field, action[field])}`,
      ),
    ),
  ]
}

const shares = saidFieldNames.filter((field) => saidFields[field].control === 'share') as 'progress'[]

/** The choice for a field, or its current value; a level with its mark. */
const Chosen = ({ form, field }: { form: UpdateForm; field: ChoiceField }): ReactNode => {
  const [chosen, now] = [form[field], form.action[field]]
  if (field === 'level') {
    // This choice has the codes of levels.
    const mark = (code: string | null) => <Mark mark={markOf((code ?? 'none') as LevelCode | 'none')} />
    return chosen === null ? <Text dimColor>stays {mark(now)}</Text> : mark(chosen)
  }
  if (chosen === null) return <Text dimColor>{`stays ${saidWithin(field, now)}`}</Text>
  return (
    <Text>{chosen === CLEAR_INPUT ? takenBackWords(field) : saidAlone(field, chosen as typeof now)}</Text>
  )
}

/** A line being typed, with its cursor. */
export const Typed = ({
  line,
  on,
  placeholder = '',
}: {
  line: Line
  on: boolean
  placeholder?: string
}): ReactNode => {
  if (line.text === '')
    return on ? (
      <Text>
        <Text inverse> </Text>
        <Text dimColor>{placeholder}</Text>
      </Text>
    ) : (
      <Text dimColor>{placeholder}</Text>
    )
  if (!on) return <Text>{line.text}</Text>
  const letters = [...line.text]
  return (
    <Text wrap="wrap">
      {letters.slice(0, line.cursor).join('')}
      <Text inverse>{letters[line.cursor] ?? ' '}</Text>
      {letters.slice(line.cursor + 1).join('')}
    </Text>
  )
}
