import type { ChangePreviewRow } from '@beatbook/contract'
import { CLEAR_INPUT, type LevelCode } from '@beatbook/domain'
import {
  codeAlone,
  counted,
  instantWords,
  markOf,
  refusalSentence,
  takenBackWords,
} from '@beatbook/domain/english'
import { changeLines, changeLineWords } from '@beatbook/presentation'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import { lines, type PageLine } from '../../output/page.ts'
import { fitted } from '../../output/table.ts'
import { type FormField, FormFields, formHeight } from '../form-view.tsx'
import { lineOf } from '../line.ts'
import { Mark } from '../mark.tsx'
import { PageRow } from '../page-view.tsx'
import { Text } from '../text.tsx'
import {
  type ChangeField,
  type ChangeForm,
  changeFields,
  changeFieldTitle,
  hasChange,
  isChoiceKey,
  savedRows,
} from './change-form.ts'

/** The form of a change of several actions, with what it does to each below it. */
export const ChangeView = ({
  form,
  width,
  height,
}: {
  form: ChangeForm
  width: number
  height: number
}): ReactNode => {
  const room = width - 4
  const fields = changeFields.map((field) => fieldOf(form, field))
  const preview = previewLines(form, room)
  const head = form.error === null ? [] : lines(form.error, room).map(({ text }) => text)
  const left = Math.max(2, height - 2 - head.length)
  const above = Math.min(formHeight(fields, room), Math.max(3, Math.floor(left * 0.6)))
  const below = Math.max(1, left - above)
  const from = Math.min(form.scroll, Math.max(0, preview.length - below))
  return (
    <Box flexDirection="column" height={height} paddingLeft={2} paddingRight={2} width={width}>
      <Text bold wrap="truncate">
        {`Change ${counted(form.rows.length, 'action')} of ${form.plan.code}${form.keptAt === null ? '' : ` · not saved yet, from ${instantWords(form.keptAt)}`}`}
      </Text>
      <FormFields fields={fields} focus={form.field} width={room} height={above} />
      {preview.slice(from, from + below).map((line, at) => (
        <PageRow key={at} line={line} />
      ))}
      <Box flexGrow={1} />
      {head.map((line) => (
        <Text key={line} color="red" bold wrap="truncate">
          {line}
        </Text>
      ))}
      <Text dimColor wrap="truncate">
        {keysOf(form)}
      </Text>
    </Box>
  )
}

const keysOf = (form: ChangeForm): string => {
  if (form.sending) return 'Saving…'
  const many = savedRows(form).length
  const saves = many === 0 ? '' : `Enter saves ${form.left.size > 0 ? `the other ${many}` : many} · `
  return `${saves}Tab ↓ next · ← → turn · PgDn PgUp what changes · Esc leaves`
}

const placeholders: Partial<Record<ChangeField, string>> = {
  shift: '14d, -2w, 3m or 1y; the days between them stay',
  update: 'words that each gets as an update',
  owners: 'stay; names with a semicolon between',
  addTags: 'none; with a comma between',
  removeTags: 'none; with a comma between',
  timescale: 'stays; the same for all',
  progress: 'stays; in per cent',
  columns: 'stay; e.g. ward=North unit-cost=1250',
  reason: 'why; needed where dates move and on withdrawal',
  on: 'today',
}

const fieldOf = (form: ChangeForm, field: ChangeField): FormField => ({
  key: field,
  label: changeFieldTitle(field),
  value: isChoiceKey(field)
    ? { chosen: <Chosen form={form} field={field} />, dim: form.choices[field] === undefined }
    : { line: form.lines[field] ?? lineOf(), placeholder: placeholders[field] ?? 'stays' },
})

const Chosen = ({
  form,
  field,
}: {
  form: ChangeForm
  field: Extract<keyof ChangeForm['choices'], string>
}): ReactNode => {
  const code = form.choices[field]
  if (code === undefined) return <Text>stays</Text>
  if (field === 'section')
    return <Text>{form.plan.sections.find(({ id }) => id === code)?.title ?? code}</Text>
  if (field === 'promised') return <Text>{code === 'withdrawn' ? 'withdrawn' : 'restored'}</Text>
  if (field === 'level') return <Mark mark={markOf(code as LevelCode | 'none')} />
  return <Text>{code === CLEAR_INPUT ? takenBackWords(field) : codeAlone(field, code)}</Text>
}

/** What a change does, action by action, as lines of a page. */
export const previewLines = (form: ChangeForm, width: number): PageLine[] => {
  const { preview, left, settings } = form
  if (preview === null)
    return lines(
      hasChange(form) ? 'Looking…' : 'You see every change here before it is saved.',
      width,
      'quiet',
    )
  const saved = savedRows(form)
  const refused = preview.rows.filter(({ refusal }) => refusal !== null)
  const same = preview.rows.filter((row) => row.refusal === null && Object.keys(row.after).length === 0)
  const summary = [
    `${counted(saved.length, 'action')} will change.`,
    refused.length > 0 ? `${refused.length} cannot.` : '',
    left.size > 0 ? `${left.size} changed meanwhile.` : '',
    same.length > 0 ? `${same.length} stay as they are.` : '',
  ]
  const whyNot = (row: ChangePreviewRow): string | undefined =>
    row.refusal === null ? left.get(row.actionId) : refusalSentence(row.refusal)
  return [
    ...lines(summary.filter(Boolean).join(' '), width, 'heading'),
    ...preview.rows.flatMap((row): PageLine[] => {
      const why = whyNot(row)
      const does = changeLines(row, settings.columns).map(changeLineWords)
      const said = why === undefined ? (does.length === 0 ? ['stays as it is'] : does) : [`Left out: ${why}`]
      return [
        { text: fitted(`${row.ref ?? ''}  ${row.text}`, width).trimEnd(), tone: 'plain' },
        ...said.flatMap((words) => lines(words, width, 'quiet', 4)),
      ]
    }),
  ]
}
