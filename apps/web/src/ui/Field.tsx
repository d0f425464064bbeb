import { type JSX, Show, splitProps } from 'solid-js'

interface FieldProps {
  readonly id: string
  readonly label: JSX.Element
  readonly hint?: JSX.Element
  readonly error?: string | undefined
}

/** A one-line input with its label, hint and error; a day has `DayField`. */
export const TextField = (props: FieldProps & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'id'>) => {
  const [own, rest] = splitProps(props, ['id', 'label', 'hint', 'error', 'class'])
  return (
    <Group {...own}>
      <input
        class={`govuk-input ${own.class ?? ''}`}
        classList={{ 'govuk-input--error': own.error !== undefined }}
        id={own.id}
        name={own.id}
        aria-describedby={describedBy(own)}
        aria-invalid={own.error === undefined ? undefined : 'true'}
        {...rest}
      />
    </Group>
  )
}

/** A file to choose. */
export const FileField = (
  props: FieldProps & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'id' | 'type'>,
) => {
  const [own, rest] = splitProps(props, ['id', 'label', 'hint', 'error'])
  return (
    <Group {...own}>
      <input
        class="govuk-file-upload"
        id={own.id}
        type="file"
        aria-describedby={describedBy(own)}
        aria-invalid={own.error === undefined ? undefined : 'true'}
        {...rest}
      />
    </Group>
  )
}

/** A multi-line text input. */
export const TextArea = (props: FieldProps & Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>) => {
  const [own, rest] = splitProps(props, ['id', 'label', 'hint', 'error'])
  return (
    <Group {...own}>
      <textarea
        class="govuk-textarea"
        classList={{ 'govuk-textarea--error': own.error !== undefined }}
        id={own.id}
        name={own.id}
        rows="4"
        aria-describedby={describedBy(own)}
        aria-invalid={own.error === undefined ? undefined : 'true'}
        {...rest}
      />
    </Group>
  )
}

/** A select; the options are its children. */
export const SelectField = (props: FieldProps & Omit<JSX.SelectHTMLAttributes<HTMLSelectElement>, 'id'>) => {
  const [own, rest] = splitProps(props, ['id', 'label', 'hint', 'error'])
  return (
    <Group {...own}>
      <select
        class="govuk-select"
        classList={{ 'govuk-select--error': own.error !== undefined }}
        id={own.id}
        name={own.id}
        aria-describedby={describedBy(own)}
        aria-invalid={own.error === undefined ? undefined : 'true'}
        {...rest}
      />
    </Group>
  )
}

/** One checkbox with its label. */
export const CheckField = (
  props: Pick<FieldProps, 'id' | 'label'> & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'id' | 'type'>,
) => {
  const [own, rest] = splitProps(props, ['id', 'label'])
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small govuk-form-group">
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" id={own.id} name={own.id} type="checkbox" {...rest} />
        <label class="govuk-label govuk-checkboxes__label" for={own.id}>
          {own.label}
        </label>
      </div>
    </div>
  )
}

const Group = (props: FieldProps & { children: JSX.Element }) => (
  <div class="govuk-form-group" classList={{ 'govuk-form-group--error': props.error !== undefined }}>
    <label class="govuk-label" for={props.id}>
      {props.label}
    </label>
    <Show when={props.hint}>
      <div class="govuk-hint" id={`${props.id}-hint`}>
        {props.hint}
      </div>
    </Show>
    <Show when={props.error}>
      <p class="govuk-error-message" id={`${props.id}-error`}>
        <span class="govuk-visually-hidden">Error:</span> {props.error}
      </p>
    </Show>
    {props.children}
  </div>
)

const describedBy = (props: FieldProps): string | undefined =>
  [props.hint === undefined ? '' : `${props.id}-hint`, props.error === undefined ? '' : `${props.id}-error`]
    .filter(Boolean)
    .join(' ') || undefined
