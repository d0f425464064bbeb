import {
  CLEAR_INPUT,
  fieldChoices,
  isChoice,
  isClearable,
  type SaidField,
  saidFields,
} from '@beatbook/domain'
import { fieldWords } from '@beatbook/domain/english'
import { Option } from 'commander'
import { shareGiven } from './given.ts'

/** The option for a field that an update can set, depending on the field's control. */
export const saidOption = (field: SaidField): Option => {
  const { control } = saidFields[field]
  const what = control === 'share' ? 'per-cent' : control === 'timescale' ? 'words' : field
  const option = new Option(`--${field} <${what}>`, fieldWords[field].asks)
  if (control === 'share') option.argParser((value: string) => String(shareGiven(value, `--${field}`)))
  const all = isChoice(field) ? fieldChoices[field].all : null
  return all === null ? option : option.choices([...all, ...(isClearable(field) ? [CLEAR_INPUT] : [])])
}
