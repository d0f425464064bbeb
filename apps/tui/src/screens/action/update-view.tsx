import { markOf, stageWords } from '@beatbook/domain/english'
import { progressWords } from '@beatbook/presentation'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import type { Line } from '../line.ts'
import { Mark } from '../mark.tsx'
import { Text } from '../text.tsx'
import { askedBy, timescaleMeaning, type UpdateField, type UpdateForm } from './update-form.ts'

/** The form of an update: words, stage, level, a new timescale with what it means, and the reason. */
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
  const asked = askedBy(form)
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
      <Field form={form} field="stage" label="Stage">
        {form.stage === null ? (
          <Text dimColor>{`stays ${stageWords(action.stage).toLowerCase()}`}</Text>
        ) : (
          <Text>{stageWords(form.stage)}</Text>
        )}
      </Field>
      <Field form={form} field="level" label="Level">
        {form.level === null ? (
          <Text dimColor>
            stays <Mark mark={markOf(action.level ?? 'none')} />
          </Text>
        ) : (
          <Mark mark={markOf(form.level)} />
        )}
      </Field>
      <Field
        form={form}
        field="timescale"
        label="Timescale"
        line={form.timescale}
        placeholder={asked.timescale}
      />
      {meaning === null ? null : <Text dimColor>{`${' '.repeat(14)}= ${meaning}`}</Text>}
      <Field form={form} field="reason" label="Reason" line={form.reason} placeholder={asked.reason} />
      <Field
        form={form}
        field="progress"
        label="Share done"
        line={form.progress}
        placeholder={
          action.progress === null ? 'in per cent, not stated yet' : `stays ${progressWords(action.progress)}`
        }
      />
      <Text> </Text>
      {form.error === null ? null : (
        <Text color="red" bold>
          {form.error}
        </Text>
      )}
      <Text dimColor>
        {form.sending
          ? 'Sending…'
          : 'Tab or ↓ next field · ← → turn stage and level · Enter sends · Esc leaves'}
      </Text>
    </Box>
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
