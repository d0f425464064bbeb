import type { Client } from '@beatbook/api/client'
import { type ActionView as Action, may, type Person, readDay } from '@beatbook/domain'
import { barSentence, commandDone, commandTitle, dayWords } from '@beatbook/presentation'
import { Box, Text, useApp, useInput, usePaste, useWindowSize } from 'ink'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { v7 as uuid } from 'uuid'
import { stopOf } from '../session/failure.ts'
import { serverUrl } from '../session/tokens.ts'
import { actionLines } from './action/lines.ts'
import { ActionView } from './action/view.tsx'
import { commandOf, completions } from './commands.ts'
import { useAnswer, useRows } from './data.ts'
import { KeyLine, Line, Rule } from './frame.tsx'
import { HelpView } from './help/view.tsx'
import { type KeyHelp, keysIn, keysOf } from './keys.ts'
import { lineOf } from './line.ts'
import { PlanView } from './plan/view.tsx'
import { PlansView } from './plans/view.tsx'
import { type Event, filterOverlay, firstState, reduce, type State, top } from './state.ts'
import { complaint, hasWords, type UpdateForm, updateForm } from './update/form.ts'
import { Typed, UpdateView } from './update/view.tsx'

export interface AppProps {
  readonly client: Client
  readonly person: Person
  readonly force: string
  /** Follows the record; calls back on every change and when the connection comes and goes. Returns how to stop. */
  readonly follow: (on: { change: () => void; state: (live: State['live']) => void }) => () => void
  /** Lets the person write words in their editor; gives them back. */
  readonly editor: ((words: string) => string | null) | null
}

/** The screens: plans, a plan, an action, and what lies over them. */
export const App = ({ client, person, force, follow, editor }: AppProps): ReactNode => {
  const { exit, suspendTerminal } = useApp()
  const { columns, rows: height } = useWindowSize()
  const width = Math.max(40, columns)
  // Keys that arrive together are each judged against what the one before did, so the state is at hand before it is drawn.
  const now = useRef(firstState)
  const [state, draw] = useState(firstState)
  const send = (event: Event) => {
    now.current = reduce(now.current, event)
    draw(now.current)
  }
  const screen = top(state)
  const asAt = state.asAt === null ? {} : { asAt: state.asAt }
  const stamp = `${state.asAt ?? 'today'} ${state.tick}`
  const mayEdit = may(person.role, 'edit') && state.asAt === null

  useEffect(() => follow({ change: () => send({ type: 'refresh' }), state: (live) => send({ type: 'live', live }) }), [follow])

  const plans = useAnswer(`plans ${stamp}`, () => client.plans.list.query(asAt))
  const code = screen.at === 'plan' ? screen.code : screen.at === 'action' ? (screen.address.split('/')[0] ?? '') : ''
  const plan = useAnswer(`plan ${code} ${stamp}`, () => (code === '' ? Promise.resolve(null) : client.plans.get.query({ plan: code, ...asAt })))
  const under = state.stack.findLast((s) => s.at === 'plan')
  const listed = screen.at === 'plan' ? screen : under
  const filter = listed?.at === 'plan' ? listed.filter : ''
  const listCode = listed?.at === 'plan' ? listed.code : ''
  const rows = useRows(
    client,
    `rows ${listCode} ${filter} ${stamp}`,
    listCode === '' ? { plan: '\u0000' } : { plan: listCode, withdrawn: 'with', ...(filter === '' ? {} : { text: filter }), ...asAt },
    listed?.at === 'plan' ? listed.selected : 0,
  )
  const address = screen.at === 'action' ? screen.address : ''
  const action = useAnswer(`action ${address} ${stamp}`, () => (address === '' ? Promise.resolve(null) : client.actions.get.query({ address, ...asAt })))
  const history = useAnswer(`history ${address} ${stamp}`, () => (address === '' ? Promise.resolve([]) : client.actions.history.query({ address, ...asAt })))

  const body = height - 4
  const pageWidth = Math.min(width - 4, 110)
  const count =
    screen.at === 'plans'
      ? (plans.data?.length ?? 0)
      : screen.at === 'plan'
        ? (rows.data?.length ?? 0)
        : action.data && history.data
          ? Math.max(1, actionLines(action.data, history.data, pageWidth).length - (body - 2))
          : 1

  const chosen = (): string | undefined => {
    const on = top(now.current)
    return on.at === 'action' ? on.address : on.at === 'plan' ? rows.data?.[on.selected]?.address : undefined
  }
  const refuseEdit = (): void =>
    send({
      type: 'notice',
      notice: { tone: 'bad', text: state.asAt === null ? 'Your role reads and does not edit.' : 'The past is read only. Press t to go back to today.' },
    })
  const openUpdate = () => {
    if (!mayEdit) return refuseEdit()
    const address = chosen()
    if (address === undefined) return
    client.actions.get.query({ address }).then(
      (fresh: Action) => send({ type: 'overlay', overlay: { at: 'update', form: updateForm(fresh) } }),
      (error: unknown) => send({ type: 'notice', notice: { tone: 'bad', text: stopOf(error).message } }),
    )
  }
  const openUndo = () => {
    if (!mayEdit) return refuseEdit()
    const address = chosen()
    if (address === undefined) return
    Promise.all([client.actions.get.query({ address }), client.actions.history.query({ address })]).then(
      ([fresh, entries]) => {
        const last = entries
          .filter((entry) => entry.type === 'update-recorded' && entry.undone === null)
          .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
          .at(-1)
        if (last?.updateId)
          send({ type: 'overlay', overlay: { at: 'undo', updateId: last.updateId, actionId: fresh.id, words: `${dayWords(last.on)}: ${last.text ?? ''}` } })
        else send({ type: 'notice', notice: { tone: 'bad', text: 'There is no update to take back.' } })
      },
      (error: unknown) => send({ type: 'notice', notice: { tone: 'bad', text: stopOf(error).message } }),
    )
  }
  const sendUpdate = (form: UpdateForm) => {
    const error = complaint(form)
    if (error !== null) return send({ type: 'form', form: { ...form, error } })
    send({ type: 'form', form: { ...form, sending: true, error: null } })
    client.commands.recordUpdate.mutate(commandFrom(form)).then(
      () => {
        send({ type: 'overlay', overlay: null })
        send({ type: 'notice', notice: { tone: 'good', text: `${commandDone('record-update')} U takes it back.` } })
        send({ type: 'refresh' })
      },
      (failure: unknown) => send({ type: 'form', form: { ...form, sending: false, error: stopOf(failure).message } }),
    )
  }
  const sendUndo = (actionId: string, updateId: string) => {
    send({ type: 'overlay', overlay: null })
    client.commands.undoUpdate.mutate({ commandId: uuid(), actionId, updateId }).then(
      () => {
        send({ type: 'notice', notice: { tone: 'good', text: commandDone('undo-update') } })
        send({ type: 'refresh' })
      },
      (failure: unknown) => send({ type: 'notice', notice: { tone: 'bad', text: stopOf(failure).message } }),
    )
  }
  const setAsAt = (said: string) => {
    if (said.trim() === '' || said.trim() === 'today') return send({ type: 'as-at', asAt: null })
    const day = readDay(said.trim())
    if (day === null) send({ type: 'complain', error: `“${said}” is not a day. Write it as 31/03/26 or “31 March 2026”.` })
    else send({ type: 'as-at', asAt: day })
  }
  const carryOut = (line: string) => {
    const command = commandOf(line)
    if (command === null) return send({ type: 'complain', error: line.trim() === '' ? '' : `There is no command “${line.trim()}”. Tab shows what there is.` })
    const { name, rest } = command
    const overlay = (next: State['overlay']) => send({ type: 'overlay', overlay: next })
    if (name === 'quit') return exit()
    if (name === 'help') return overlay({ at: 'help' })
    if (name === 'today') return send({ type: 'as-at', asAt: null })
    if (name === 'as-at') return rest === '' ? overlay({ at: 'as-at', line: lineOf(), error: null }) : setAsAt(rest)
    if (name === 'plans') return send({ type: 'open', screen: { at: 'plans', selected: 0 } })
    if (name === 'actions') {
      const found = plans.data?.find((p) => p.code === (rest || code))
      return found
        ? send({ type: 'open', screen: { at: 'plan', code: found.code, selected: 0, filter: '' } })
        : send({ type: 'complain', error: `There is no plan “${rest}”. Tab shows the codes.` })
    }
    overlay(null)
    if (name === 'update') return openUpdate()
    if (name === 'undo') return openUndo()
    client.actions.get.query({ address: rest, ...asAt }).then(
      (found: Action) => send({ type: 'open', screen: { at: 'action', address: found.address, scroll: 0 } }),
      (error: unknown) => send({ type: 'notice', notice: { tone: 'bad', text: stopOf(error).message } }),
    )
  }
  const complete = (line: string) => {
    const offered = completions(line, { plans: plans.data?.map((p) => p.code) ?? [], addresses: rows.data?.map((r) => r.address) ?? [] })
    if (offered.length === 1) send({ type: 'overlay', overlay: { at: 'command', line: lineOf(`${offered[0]} `), error: null } })
    else if (offered.length > 1) send({ type: 'complain', error: offered.slice(0, 12).join('   ') })
  }

  const pressed: Parameters<typeof useInput>[0] = (input, key) => {
    const { overlay } = now.current
    const screen = top(now.current)
    if (key.ctrl && input === 'c') return exit()
    if (overlay?.at === 'help') return send({ type: 'overlay', overlay: null })
    if (overlay?.at === 'update') {
      if (key.escape) return send({ type: 'overlay', overlay: hasWords(overlay.form) ? { at: 'leave', form: overlay.form } : null })
      if (key.return) return overlay.form.sending ? undefined : sendUpdate(overlay.form)
      if (key.ctrl && input === 'o' && editor) {
        suspendTerminal(() => {
          const words = editor(overlay.form.words.text)
          if (words !== null) send({ type: 'form', form: { ...overlay.form, words: lineOf(words) } })
        }).catch((error: unknown) => send({ type: 'form', form: { ...overlay.form, error: stopOf(error).message } }))
        return
      }
      return send({ type: 'typed', input, key })
    }
    if (overlay?.at === 'leave') return send(input === 'y' ? { type: 'overlay', overlay: null } : { type: 'form', form: overlay.form })
    if (overlay?.at === 'undo') return input === 'y' || key.return ? sendUndo(overlay.actionId, overlay.updateId) : send({ type: 'overlay', overlay: null })
    if (overlay?.at === 'filter') {
      if (key.return) {
        send({ type: 'filter', text: overlay.line.text })
        return send({ type: 'overlay', overlay: null })
      }
      if (key.escape) {
        send({ type: 'filter', text: overlay.before })
        return send({ type: 'overlay', overlay: null })
      }
      send({ type: 'typed', input, key })
      return
    }
    if (overlay?.at === 'as-at' || overlay?.at === 'command') {
      if (key.escape) return send({ type: 'overlay', overlay: null })
      if (key.return) return overlay.at === 'as-at' ? setAsAt(overlay.line.text) : carryOut(overlay.line.text)
      if (key.tab && overlay.at === 'command') return complete(overlay.line.text)
      return send({ type: 'typed', input, key })
    }
    const page = Math.max(1, Math.floor(body / 2))
    const move = (by: number) => send({ type: 'move', by, count })
    if (key.downArrow || input === 'j') return move(1)
    if (key.upArrow || input === 'k') return move(-1)
    if ((key.ctrl && input === 'd') || key.pageDown) return move(page)
    if ((key.ctrl && input === 'u') || key.pageUp) return move(-page)
    if (input === 'g' || key.home) return move(-count)
    if (input === 'G' || key.end) return move(count)
    if (key.escape || key.leftArrow || input === 'h') return send({ type: 'back' })
    if (key.return || key.rightArrow || input === 'l') {
      if (screen.at === 'plans') {
        const plan = plans.data?.[screen.selected]
        if (plan) send({ type: 'open', screen: { at: 'plan', code: plan.code, selected: 0, filter: '' } })
      } else if (screen.at === 'plan') {
        const address = chosen()
        if (address) send({ type: 'open', screen: { at: 'action', address, scroll: 0 } })
      }
      return
    }
    if (input === 'q') return exit()
    if (input === '?') return send({ type: 'overlay', overlay: { at: 'help' } })
    if (input === 'r') return send({ type: 'refresh' })
    if (input === 'a') return send({ type: 'overlay', overlay: { at: 'as-at', line: lineOf(state.asAt ?? ''), error: null } })
    if (input === 't') return send({ type: 'as-at', asAt: null })
    if (input === ':') return send({ type: 'overlay', overlay: { at: 'command', line: lineOf(), error: null } })
    if (input === '/' && screen.at === 'plan') return send({ type: 'overlay', overlay: filterOverlay(screen.filter) })
    if (input === 'u' && screen.at !== 'plans') return openUpdate()
    if (input === 'U' && screen.at === 'action') return openUndo()
    if ((input === '[' || input === ']') && screen.at === 'action') {
      const to = input === '[' ? action.data?.previous : action.data?.next
      if (to) {
        send({ type: 'back' })
        send({ type: 'open', screen: { at: 'action', address: to, scroll: 0 } })
      }
    }
  }
  // Keys pressed quickly arrive together; words being typed are meant to.
  useInput((input, key) => {
    // Esc and the next key pressed quickly look like Alt with that key, which nothing here uses.
    if (key.meta && input !== '') pressed('', { ...key, meta: false, escape: true })
    for (const one of keysIn(input, now.current.overlay !== null)) pressed(one.input, { ...key, meta: false, ...one.key })
  })
  usePaste((text) => {
    if (now.current.overlay !== null) send({ type: 'typed', input: text, key: {} })
  })

  // A filter narrows as it is typed, a moment after the last key.
  const typing = state.overlay?.at === 'filter' ? state.overlay.line.text : null
  useEffect(() => {
    if (typing === null || typing === filter) return
    const soon = setTimeout(() => send({ type: 'filter', text: typing }), 120)
    return () => clearTimeout(soon)
  }, [typing, filter])

  const title = screen.at === 'plans' ? force : `${force} · ${plan.data?.title ?? code}`
  const when = state.asAt === null ? 'today' : dayWords(state.asAt)
  const status = screen.at === 'plans' ? `${plans.data?.length ?? 0} plans` : plan.data ? barSentence(plan.data.counts) : ''
  const place =
    screen.at === 'plan'
      ? `${rows.data?.length ? screen.selected + 1 : 0} of ${rows.count}`
      : screen.at === 'plans'
        ? `${plans.data?.length ? screen.selected + 1 : 0} of ${plans.data?.length ?? 0}`
        : ''
  const keys = keysOf[screen.at].filter((key: KeyHelp) => !key.edits || mayEdit)

  return (
    <Box flexDirection="column" width={width} height={height}>
      <Line bold left={`Beatbook  ${title}`} right={`as at ${when} · ${state.live}`} width={width} inverse={state.asAt !== null} />
      <Line left={status} right={width > 70 ? person.name : ''} width={width} />
      <Rule width={width} />
      {state.overlay?.at === 'help' ? (
        <HelpView screen={screen.at} width={width} height={body} />
      ) : state.overlay?.at === 'update' || state.overlay?.at === 'leave' ? (
        <UpdateView form={state.overlay.form} width={width} height={body} />
      ) : screen.at === 'plans' ? (
        <PlansView answer={plans} selected={screen.selected} width={width} height={body} asAt={state.asAt} />
      ) : screen.at === 'plan' ? (
        <PlanView plan={plan} rows={rows} selected={screen.selected} filter={screen.filter} width={width} height={body} />
      ) : (
        <ActionView action={action} history={history} scroll={screen.scroll} width={width} height={body} />
      )}
      <Bottom state={state} keys={keys} place={place} width={width} filter={filter} />
    </Box>
  )
}

const Bottom = ({ state, keys, place, width, filter }: { state: State; keys: readonly KeyHelp[]; place: string; width: number; filter: string }): ReactNode => {
  const { overlay, notice } = state
  if (overlay?.at === 'filter') return <Prompt label="/" line={overlay.line} hint="Enter keeps, Esc takes back" />
  if (overlay?.at === 'as-at')
    return <Prompt label="As at: " line={overlay.line} hint={overlay.error ?? 'a day, e.g. 31/03/26; empty for today'} bad={overlay.error !== null} />
  if (overlay?.at === 'command') return <Prompt label=":" line={overlay.line} hint={overlay.error ?? 'Tab completes'} />
  if (overlay?.at === 'undo') return <Text wrap="truncate" bold>{` ${commandTitle('undo-update')}? “${overlay.words}”  y yes · any other key no`}</Text>
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
    return <Text wrap="truncate" bold color="red">{` The server at ${serverUrl()} does not answer. What you see may be old; it is tried again.`}</Text>
  return <KeyLine keys={keys} right={filter === '' ? place : `“${filter}” ${place}`} width={width} />
}

const Prompt = ({ label, line, hint, bad = false }: { label: string; line: Parameters<typeof Typed>[0]['line']; hint: string; bad?: boolean }): ReactNode => (
  <Box>
    <Text bold>{` ${label}`}</Text>
    <Typed line={line} on />
    <Text wrap="truncate" dimColor={!bad} bold={bad}>{`   ${hint}`}</Text>
  </Box>
)

const commandFrom = (form: UpdateForm): Parameters<Client['commands']['recordUpdate']['mutate']>[0] => ({
  commandId: uuid(),
  actionId: form.action.id,
  updateId: uuid(),
  text: form.words.text,
  ...(form.stage === null ? {} : { stage: form.stage }),
  ...(form.level === null ? {} : { level: form.level === 'none' ? null : form.level }),
  ...(form.timescale.text.trim() === '' ? {} : { timescale: form.timescale.text }),
  ...(form.reason.text.trim() === '' ? {} : { reason: form.reason.text }),
  seen: { stage: form.action.touched.stage, level: form.action.touched.level, timescale: form.action.touched.timescale },
})
