import { MOST_FILE_BYTES } from '@beatbook/domain'
import { sizeWords } from '@beatbook/presentation'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { TextField } from '../../ui/Field.tsx'
import { useSession } from '../session/session.ts'
import { type Attaching, type Item, isSending } from './attaching.ts'
import { EvidenceFields } from './EvidenceFields.tsx'

/**
 * Files and web addresses to attach: dropped, chosen or typed, each with a title and whether it is evidence. It
 * is a part of a form, which asks `attaching` what was given.
 */
export const AttachFields = (props: { attaching: Attaching; legend: string; onBegun?: () => void }) => {
  const session = useSession()
  const id = createUniqueId()
  const [over, setOver] = createSignal(false)
  const [problem, setProblem] = createSignal<string | null>(null)
  const [addressProblem, setAddressProblem] = createSignal<string | null>(null)
  let address!: HTMLInputElement

  const bring = (files: FileList | null | undefined) => {
    props.onBegun?.()
    setProblem(props.attaching.addFiles([...(files ?? [])]))
  }
  const addAddress = () => {
    const failed = props.attaching.addAddress(address.value)
    setAddressProblem(failed)
    if (failed === null) address.value = ''
    address.focus()
  }
  return (
    <fieldset class="govuk-fieldset attach">
      <legend class="govuk-fieldset__legend">{props.legend}</legend>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; choosing does the same by keyboard */}
      <div
        class="drop drop--small"
        classList={{ over: over() }}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          bring(event.dataTransfer?.files)
        }}
      >
        <label for={`${id}-files`}>Drop files here, or choose them</label>
        <input
          id={`${id}-files`}
          type="file"
          multiple
          class="govuk-file-upload"
          aria-describedby={`${id}-hint`}
          aria-invalid={problem() === null ? undefined : 'true'}
          onChange={(event) => {
            bring(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
        <p class="quiet" id={`${id}-hint`}>
          Documents, pictures, mail, sound, film or zip, up to {MOST_FILE_BYTES / 1024 / 1024} MB each.
          <Show when={session.data?.filesChecked === false}>
            {' '}
            Files are not scanned for viruses here. Attach only files you trust.
          </Show>
        </p>
        <Show when={problem()}>{(words) => <p role="alert">{words()}</p>}</Show>
      </div>
      <div class="beside-button">
        <TextField
          ref={address}
          id={`${id}-address`}
          label="Or a web address"
          error={addressProblem() ?? undefined}
          inputmode="url"
          autocomplete="off"
          spellcheck={false}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            addAddress()
          }}
        />
        <button type="button" class="govuk-button govuk-button--secondary" onClick={addAddress}>
          Add<span class="govuk-visually-hidden"> the web address</span>
        </button>
      </div>
      <ul class="plain attaching" aria-label="To be attached">
        <For each={props.attaching.items}>
          {(item) => <Attached item={item} attaching={props.attaching} />}
        </For>
      </ul>
      <p role="status">{props.attaching.waiting() ? 'This is saved as soon as the files are sent.' : ''}</p>
    </fieldset>
  )
}

const Attached = (props: { item: Item; attaching: Attaching }) => {
  const id = createUniqueId()
  const change = (given: Partial<Item>) => props.attaching.change(props.item.id, given)
  return (
    <li>
      <p>
        <b>{props.item.name}</b>{' '}
        <Show when={props.item.bytes}>{(bytes) => <span class="quiet">{sizeWords(bytes())}</span>}</Show>{' '}
        <button type="button" class="link-button" onClick={() => props.attaching.remove(props.item.id)}>
          {isSending(props.item) ? 'Stop' : 'Remove'}
          <span class="govuk-visually-hidden"> “{props.item.name}”</span>
        </button>{' '}
        {/* In the same line, so that what is below does not move when the file is sent. */}
        <Show when={isSending(props.item)}>
          <progress value={props.item.part} max="1" aria-label={`Sending ${props.item.name}`} />
        </Show>
      </p>
      <Show
        when={props.item.failed}
        fallback={
          <div class="row">
            <TextField
              id={`${id}-title`}
              label="Title (may stay empty)"
              value={props.item.title}
              maxlength="200"
              autocomplete="off"
              onInput={(event) => change({ title: event.currentTarget.value })}
            />
            <EvidenceFields
              evidence={props.item.evidence}
              on={props.item.evidenceOn}
              hint="Empty for the day it is attached"
              onChange={change}
            />
          </div>
        }
      >
        {(words) => (
          <p role="alert" class="govuk-error-message">
            {words()}
          </p>
        )}
      </Show>
    </li>
  )
}
