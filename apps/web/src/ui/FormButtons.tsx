/** The buttons at the end of a form: to send it, which says while it is busy, and to leave it. */
export const FormButtons = (props: {
  readonly busy: boolean
  /** What sends the form; “Save” by default. */
  readonly send?: string
  readonly onCancel: () => void
}) => (
  <p class="buttons">
    <button type="submit" class="govuk-button" disabled={props.busy}>
      {props.busy ? 'Saving …' : (props.send ?? 'Save')}
    </button>
    <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onCancel()}>
      Cancel
    </button>
  </p>
)
