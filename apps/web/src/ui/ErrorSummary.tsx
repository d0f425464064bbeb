import { refusalSentence } from '@beatbook/domain/english'
import { createEffect, createMemo, For, on, onCleanup, Show } from 'solid-js'
import { signedInAgain } from '../signed-in.ts'

/** An error to correct: `field` is the id of its input, if there is one. */
export interface FormError {
  readonly field?: string
  readonly words: string
}

const PREFIX = 'Error: '

const NOT_SIGNED_IN = refusalSentence({ code: 'not-signed-in', args: {} })

/**
 * The errors of a form, above it, each a link to its field; takes the focus when they appear, and the page's
 * title mentions them. That nobody is signed in is no error any more once somebody has signed in over the page.
 */
export const ErrorSummary = (props: { errors: readonly FormError[] }) => {
  let box: HTMLDivElement | undefined
  const signInsBefore = createMemo(on(() => props.errors, signedInAgain))
  const errors = () =>
    signedInAgain() === signInsBefore()
      ? props.errors
      : props.errors.filter(({ words }) => words !== NOT_SIGNED_IN)
  createEffect(() => {
    if (errors().length === 0) return
    document.title = `${PREFIX}${document.title.replace(PREFIX, '')}`
    onCleanup(() => {
      document.title = document.title.replace(PREFIX, '')
    })
    queueMicrotask(() => box?.focus())
  })
  return (
    <Show when={errors().length > 0}>
      <div class="govuk-error-summary" ref={box} tabindex="-1">
        <div role="alert">
          <h2 class="govuk-error-summary__title">There is a problem</h2>
          <div class="govuk-error-summary__body">
            <ul class="govuk-list govuk-error-summary__list">
              <For each={errors()}>
                {(error) => (
                  <li>
                    <Show when={error.field} fallback={error.words}>
                      {(field) => (
                        <a
                          href={`#${field()}`}
                          onClick={(event) => {
                            event.preventDefault()
                            document.getElementById(field())?.focus()
                          }}
                        >
                          {error.words}
                        </a>
                      )}
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </div>
        </div>
      </div>
    </Show>
  )
}

/** The text of the error of `field`, if there is one. */
export const errorOn = (errors: readonly FormError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.words
