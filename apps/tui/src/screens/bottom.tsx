import { visibleText } from '@beatbook/domain'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import stringWidth from 'string-width'
import { fitted, wrap } from '../output/table.ts'
import { serverUrl } from '../session/address.ts'
import { Typed } from './action/update-view.tsx'
import { KeyLine } from './frame.tsx'
import type { KeyHelp } from './keys.ts'
import { lineWithin } from './line.ts'
import { type Overlay, type Saying, type State, top } from './state.ts'
import { Text } from './text.tsx'

/** The most lines that a message takes. */
const MOST_LINES = 4

/** A notice, or what is wrong with the line that is typed, in lines that fit. */
const saidLines = ({ overlay, notice }: State, unread: string | null, width: number): readonly string[] => {
  const wrong =
    overlay === null || !('line' in overlay) ? null : overlay.at === 'filter' ? unread : overlay.error
  const said = overlay === null ? notice?.text : wrong
  if (!said) return []
  const room = Math.max(10, width - 2)
  return stringWidth(visibleText(said)) <= room ? [said] : wrap(said, room).slice(0, MOST_LINES)
}

/** The height of what `Bottom` draws. */
export const bottomHeight = (state: State, unread: string | null, width: number): number =>
  Math.max(1, saidLines(state, unread, width).length + (state.overlay === null ? 0 : 1))

/** The last lines: a prompt or question, a notice, or the keys of the screen. */
export const Bottom = ({
  state,
  keys,
  place,
  unread,
  width,
}: {
  state: State
  keys: readonly KeyHelp[]
  place: string
  /** What of the filter means nothing, in a sentence. */
  unread: string | null
  width: number
}): ReactNode => {
  const { overlay, notice } = state
  const screen = top(state)
  if (overlay !== null && 'line' in overlay) {
    const prompt = promptOf(overlay, place, unread)
    return (
      <Box flexDirection="column">
        {saidLines(state, unread, width).map((line, at) => (
          <Text key={at} wrap="truncate" bold color="red">{` ${line}`}</Text>
        ))}
        <Prompt {...prompt} hint={prompt.bad ? '' : prompt.hint} line={overlay.line} width={width} />
      </Box>
    )
  }
  if (overlay?.at === 'undo')
    return (
      <Text
        wrap="truncate"
        bold
      >{` ${overlay.undo.redo ? 'Redo' : 'Undo'}? “${overlay.words}”  y yes · any other key no`}</Text>
    )
  if (overlay?.at === 'confirm')
    return (
      <Text wrap="truncate" bold>
        {` ${overlay.words}  y yes · any other key no`}
      </Text>
    )
  if (overlay?.at === 'update' || overlay?.at === 'change') return <Text> </Text>
  if (notice) {
    return (
      <Box flexDirection="column">
        {saidLines(state, unread, width).map((line, at) => (
          <Text key={at} wrap="truncate" bold color={notice.tone === 'good' ? 'green' : 'red'}>
            {` ${line}`}
          </Text>
        ))}
      </Box>
    )
  }
  if (state.live === 'signed out')
    return (
      <Text wrap="truncate" bold color="red">
        {' You are signed out. Type :login to sign in here; what you typed is kept.'}
      </Text>
    )
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
      ? [screen.marks.size === 0 ? '' : `${screen.marks.size} marked`, screen.filter].filter(Boolean)
      : []
  return (
    <KeyLine keys={keys} right={[...narrowed, place, state.digits].filter(Boolean).join(' ')} width={width} />
  )
}

type Typing = Extract<Overlay, { readonly line: unknown }>

const promptOf = (
  overlay: Typing,
  place: string,
  unread: string | null,
): { label: string; hint: string; bad: boolean } => {
  if (overlay.at === 'filter')
    return {
      label: '/',
      hint:
        unread ??
        `${place} · Enter keeps, Esc takes back · level:red owner:x silent>42 due<2027-01-01 "words"`,
      bad: unread !== null,
    }
  const { label, hint } = overlay.at === 'say' ? sayPrompt(overlay.about) : prompts[overlay.at]
  return { label, hint: overlay.error ?? hint, bad: overlay.error !== null }
}

const sayPrompt = (about: Saying): { label: string; hint: string } => ({
  label: 'begins' in about ? `Begin about ${about.address}: ` : 'Answer: ',
  hint: '@NAME mentions; Enter sends, Esc keeps it',
})

const prompts = {
  'as-at': { label: 'As at: ', hint: 'a day, e.g. 31/03/26; empty for today' },
  compare: { label: 'Compare: ', hint: 'a day, or two: 1 June 2026 to 1 Sept 2026' },
  command: { label: ':', hint: 'Tab completes' },
  find: { label: 'Jump to: ', hint: 'a ref or words; Enter stays, n goes on, Esc goes back' },
  order: {
    label: 'Order: ',
    hint: 'fields, e.g. level, -timescale; a minus turns one; empty for the plan’s order',
  },
}

/** The prompt on one line: the part of what is typed around the cursor, and as much of the hint as fits. */
const Prompt = ({
  label,
  line,
  hint,
  bad,
  width,
}: {
  label: string
  line: Typing['line']
  hint: string
  bad: boolean
  width: number
}): ReactNode => {
  const shown = lineWithin(line, Math.max(8, width - label.length - 3))
  const left = width - label.length - 1 - stringWidth(visibleText(shown.text)) - 1 - 4
  return (
    <Box width={width} height={1}>
      <Box flexShrink={0}>
        <Text bold>{` ${label}`}</Text>
        <Typed line={shown} on />
      </Box>
      {left < 4 ? null : <Text dimColor={!bad} bold={bad}>{`   ${fitted(hint, left).trimEnd()}`}</Text>}
    </Box>
  )
}
