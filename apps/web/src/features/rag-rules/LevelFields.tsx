import type { RagLevel } from '@beatbook/domain'
import { Index } from 'solid-js'
import { TextField } from '../../ui/Field.tsx'

/**
 * The levels of RAG rules as fields, worst first: their names and meanings, and what declaring one requires.
 */
export const LevelFields = (props: {
  levels: readonly RagLevel[]
  onChange: (levels: readonly RagLevel[]) => void
}) => {
  const set = (at: number, change: Partial<RagLevel>) =>
    props.onChange(props.levels.map((level, other) => (other === at ? { ...level, ...change } : level)))
  const add = () => props.onChange([...props.levels, { ...aLevel, code: freeCode(props.levels) }])
  return (
    <details>
      <summary>Levels, worst first</summary>
      <Index each={props.levels}>
        {(level, at) => (
          <fieldset class="rule govuk-fieldset">
            <legend class="govuk-fieldset__legend">
              {level().shape} {level().word}
            </legend>
            <div class="row">
              <TextField
                id={`level-${at}-code`}
                label="Code"
                value={level().code}
                onChange={(event) => set(at, { code: event.currentTarget.value.trim() })}
              />
              <TextField
                id={`level-${at}-word`}
                label="Word"
                value={level().word}
                onChange={(event) => set(at, { word: event.currentTarget.value.trim() })}
              />
              <TextField
                id={`level-${at}-letter`}
                label="Letter"
                value={level().letter}
                onChange={(event) => set(at, { letter: event.currentTarget.value.trim() })}
              />
              <TextField
                id={`level-${at}-shape`}
                label="Shape"
                value={level().shape}
                onChange={(event) => set(at, { shape: event.currentTarget.value.trim() })}
              />
            </div>
            <TextField
              id={`level-${at}-meaning`}
              label="Meaning"
              value={level().meaning}
              onChange={(event) => set(at, { meaning: event.currentTarget.value.trim() })}
            />
            <div class="rule-tools">
              <Choice
                label="Whoever declares it says why"
                on={level().reasonDue}
                onChange={(reasonDue) => set(at, { reasonDue })}
              />
              <Choice
                label="and whether the date moves"
                on={level().asksNextDate}
                onChange={(asksNextDate) => set(at, { asksNextDate })}
              />
              <button
                type="button"
                class="link-button"
                onClick={() => props.onChange(props.levels.filter((_, other) => other !== at))}
              >
                Remove {level().word}
              </button>
            </div>
          </fieldset>
        )}
      </Index>
      <p>
        <button type="button" class="link-button" onClick={add}>
          Add a level
        </button>
      </p>
    </details>
  )
}

const Choice = (props: { label: string; on: boolean; onChange: (on: boolean) => void }) => (
  <label class="choice-line">
    <input
      type="checkbox"
      checked={props.on}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />{' '}
    {props.label}
  </label>
)

const aLevel: Omit<RagLevel, 'code'> = {
  letter: 'L',
  word: 'New level',
  shape: '◊',
  meaning: '',
  reasonDue: false,
  asksNextDate: false,
}

const freeCode = (levels: readonly RagLevel[]): string => {
  let number = levels.length + 1
  while (levels.some(({ code }) => code === `level-${number}`)) number += 1
  return `level-${number}`
}
