import { Box } from 'ink'
import type { ReactNode } from 'react'
import { serverUrl } from '../session/address.ts'
import { Typed } from './action/update-view.tsx'
import { KeyLine } from './frame.tsx'
import type { KeyHelp } from './keys.ts'
import { type Overlay, type State, top } from './state.ts'
import { Text } from './text.tsx'

/** The last line: a prompt or question, a notice, or the keys of the screen. */
export const Bottom = ({
  state,
  keys,
  place,
  width,
}: {
  state: State
  keys: readonly KeyHelp[]
  place: string
  width: number
}): ReactNode => {
  const { overlay, notice } = state
  const screen = top(state)
  if (overlay !== null && 'line' in overlay) return <Prompt {...promptOf(overlay)} line={overlay.line} />
  if (overlay?.at === 'undo')
    return (
      <Text
        wrap="truncate"
        bold
      >{` ${overlay.undo.redo ? 'Redo' : 'Undo'}? “${overlay.words}”  y yes · any other key no`}</Text>
    )
  if (overlay?.at === 'leave')
    return (
      <Text wrap="truncate" bold>
        {' Leave without sending? What you wrote would be lost.  y yes · any other key no'}
      </Text>
    )
  if (overlay?.at === 'update') return <Text> </Text>
  if (notice) {
    return (
      <Text wrap="truncate" bold color={notice.tone === 'good' ? 'green' : 'red'}>
        {` ${notice.text}`}
      </Text>
    )
  }
  if (state.live === 'offline')
    return (
      <Text
        wrap="truncate"
        bold
        color="red"
      >{` The server at ${serverUrl()} does not answer. What you see may be old; it is tried again.`}</Text>
    )
  const narrowed =
    screen.at === 'plan'
      ? [screen.filter === '' ? '' : `“${screen.filter}”`, screen.disagrees ? 'at odds' : ''].filter(Boolean)
      : []
  return <KeyLine keys={keys} right={[...narrowed, place].join(' ')} width={width} />
}

type Typing = Extract<Overlay, { readonly line: unknown }>

const promptOf = (overlay: Typing): { label: string; hint: string; bad: boolean } => {
  if (overlay.at === 'filter') return { label: '/', hint: 'Enter keeps, Esc takes back', bad: false }
  const { label, hint } = prompts[overlay.at]
  return { label, hint: overlay.error ?? hint, bad: overlay.error !== null }
}

const prompts = {
  'as-at': { label: 'As at: ', hint: 'a day, e.g. 31/03/26; empty for today' },
  compare: { label: 'Compare: ', hint: 'a day, or two: 1 June 2026 to 1 Sept 2026' },
  command: { label: ':', hint: 'Tab completes' },
}

const Prompt = ({
  label,
  line,
  hint,
  bad,
}: {
  label: string
  line: Typing['line']
  hint: string
  bad: boolean
}): ReactNode => (
  <Box>
    <Text bold>{` ${label}`}</Text>
    <Typed line={line} on />
    <Text wrap="truncate" dimColor={!bad} bold={bad}>{`   ${hint}`}</Text>
  </Box>
)
