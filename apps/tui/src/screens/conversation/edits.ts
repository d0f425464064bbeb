import { sendCommand } from '@beatbook/api/client'
import type { ConversationView } from '@beatbook/contract'
import { markMentions, mentionsIn } from '@beatbook/domain'
import { commandDone } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { keepDraft, keptDraft } from '../../session/drafts.ts'
import { stopOf } from '../../session/failure.ts'
import type { Dispatchers, ScreenContext } from '../context.ts'
import { lineOf } from '../line.ts'
import { type Saying, top } from '../state.ts'

/** The most names that typed words are compared with. */
const MOST_NAMES = 1_000

/** Reading and writing conversations about an action or a plan. */
export const talkEdits = ({
  client,
  send,
  state,
  record,
  address,
  mayEdit,
  notice,
  failed,
  complain,
  overlay,
  open,
  done,
}: ScreenContext & Dispatchers) => {
  /** Opens the conversations about the action one is on, or about the plan. */
  const openTalk = (about: string | null = address() ?? record.code) => {
    if (about === null) return notice('bad', 'Open a plan or an action first.')
    if (top(state()).at !== 'talk') open({ at: 'talk', address: about, scroll: 0 })
  }

  /** Opens the conversations with a comment that mentions the person, and marks it as read. */
  const openMention = (mention: { address: string; conversationId: string; position: number }) => {
    open({ at: 'talk', address: mention.address, scroll: 0 })
    client.work.markRead
      .mutate({ conversations: [{ id: mention.conversationId, position: mention.position }] })
      .then(() => send({ type: 'refresh' }), failed)
  }

  const mayWrite = (): boolean => {
    if (mayEdit) return true
    notice('bad', 'You can only read here: it is the past, or your role does not edit.')
    return false
  }

  const say = (about: Saying) => {
    const kept = keptDraft(draftOf(about))?.inputs['words'] ?? ''
    overlay({ at: 'say', line: lineOf(kept), error: null, about })
  }

  const begin = () => {
    const known = record.talk.data
    if (known !== null && mayWrite()) say({ begins: known.subject, address: known.address })
  }

  /** The conversation that the cursor is on; the first where it is on none. */
  const here = (): ConversationView | null => {
    const screen = top(state())
    const known = record.talk.data
    if (screen.at !== 'talk' || known === null) return null
    const id = record.talkLines[screen.scroll]?.opens
    return known.conversations.find((each) => each.id === id) ?? known.conversations[0] ?? null
  }

  const answer = () => {
    const on = here()
    if (on === null) return begin()
    if (mayWrite()) say({ answers: on.id, address: record.talk.data?.address ?? '' })
  }

  /** Settles the conversation, or opens it again. */
  const settle = () => {
    const on = here()
    if (on === null || !mayWrite()) return
    const name = on.settled === null ? 'settle-conversation' : 'reopen-conversation'
    const given = { commandId: uuid(), conversationId: on.id }
    sendCommand(client, name, given).then(() => done(commandDone(name)), failed)
  }

  const sendWords = async (about: Saying, typed: string): Promise<void> => {
    if (typed.trim() === '') return complain('Write something first.')
    keepDraft(draftOf(about), { words: typed })
    try {
      const known = typed.includes('@')
        ? await client.conversations.mentionable.query({ limit: MOST_NAMES })
        : []
      const text = markMentions(typed.trim(), known)
      const [commandId, remarkId] = [uuid(), uuid()]
      const name = 'begins' in about ? 'begin-conversation' : 'answer-conversation'
      await ('begins' in about
        ? sendCommand(client, 'begin-conversation', {
            commandId,
            remarkId,
            conversationId: uuid(),
            subject: about.begins,
            text,
          })
        : sendCommand(client, 'answer-conversation', {
            commandId,
            remarkId,
            conversationId: about.answers,
            text,
          }))
      keepDraft(draftOf(about), null)
      overlay(null)
      const unmet = typed.includes('@') && mentionsIn(text).length === 0
      done(
        `${commandDone(name)}${unmet ? ' Nobody is called what follows “@”, so it stays as it is written.' : ''}`,
      )
    } catch (error) {
      complain(stopOf(error).message)
    }
  }

  return { openTalk, openMention, begin, answer, settle, sendWords }
}

/** The name under which words that were not sent are kept. */
export const draftOf = (about: Saying): string =>
  'begins' in about ? `begin ${about.begins.id}` : `answer ${about.answers}`
