import {
  type ChoiceField,
  CLEAR_INPUT,
  isChoice,
  type LevelCode,
  saidFieldNames,
  saidFields,
} from '@beatbook/domain'
import { fieldWords, markOf } from '@beatbook/domain/english'
import { saidAlone, saidWithin, takenBackWords } from '@beatbook/presentation'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import type { Line } from '../line.ts'
import { Mark } from '../mark.tsx'
import { Text } from '../text.tsx'
import { promptsOf, timescaleMeaning, type UpdateField, type UpdateForm } from './update-form.ts'

/** The form of an update: text, stage, level, a new timescale with its meaning, and the reason. */
export const UpdateView = ({
  form,
  width,
  height,
}: {
  form: UpdateForm
  width: number
  height: number
}): ReactNode => {
  const { action } = form
  const meaning = timescaleMeaning(form)
  const asked = promptsOf(form)
  return (
    <Box flexDirection="column" height={height} paddingLeft={2} paddingRight={2} width={width}>
      <Text bold wrap="truncate">
        Update {action.address}: {action.text}
      </Text>
      <Text> </Text>
      <Field
        form={form}
        field="words"
        label="Words"
        line={form.words}
        placeholder={`${asked.words} (Ctrl-O writes it in your editor)`}
      />
      {saidFieldNames.filter(isChoice).map((field) => (
        <Field key={field} form={form} field={field} label={fieldWords[field].short}>
          <Chosen form={form} field={field} />
        </Field>
      ))}
      <Field
        form={form}
        field="timescale"
        label={fieldWords.timescale.short}
        line={form.timescale}
        placeholder={asked.timescale}
      />
      {meaning === null ? null : <Text dimColor>{`${' '.repeat(14)}= ${meaning}`}</Text>}
      <Field form={form} field="reason" label="Reason" line={form.reason} placeholder={asked.reason} />
      {shares.map((field) => (
        <Field
          key={field}
          form={form}
          field={field}
          label={fieldWords[field].short}
          line={form[field]}
          placeholder={
            action[field] === null
              ? 'in per cent, not stated yet'
              : `stays ${saidWithin(field, action[field])}`
          }
        />
      ))}
      <Text> </Text>
      {form.error === null ? null : (
        <Text color="red" bold>
          {form.error}
        </Text>
      )}
      <Text dimColor>
        {form.sending ? 'Sending…' : 'Tab or ↓ next field · ← → turn a choice · Enter sends · Esc leaves'}
      </Text>
    </Box>
  )
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

const Field = ({
  form,
  field,
  label,
  line,
  placeholder,
  children,
}: {
  form: UpdateForm
  field: UpdateField
  label: string
  line?: Line
  placeholder?: string
  children?: ReactNode
}): ReactNode => {
  const on = form.field === field
  return (
    <Box>
      <Box width={14} flexShrink={0}>
        <Text bold={on}>{`${on ? '▌ ' : '  '}${label}`}</Text>
      </Box>
      {line ? (
        <Typed line={line} on={on} placeholder={placeholder ?? ''} />
      ) : (
        <Text inverse={on}>
          {on ? '◂ ' : ''}
          {children}
          {on ? ' ▸' : ''}
        </Text>
      )}
    </Box>
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
