import { type CommandName, commands } from '@beatbook/domain'
import { counted, levelMark } from '@beatbook/domain/english'
import { commandTitle } from '@beatbook/presentation'
import { useLocation, useNavigate } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createEffect, createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { api } from '../../api.ts'
import { useAsAt } from '../../calendar/as-at.ts'
import { pages } from '../../pages.ts'
import { queryClient } from '../../query-client.ts'
import { Modal } from '../../ui/Modal.tsx'
import { actionQuery } from '../command/action.ts'
import { plansQuery } from '../command/plan.ts'
import { useEditing, useMay } from '../session/session.ts'

interface Entry {
  readonly kind: 'Command' | 'Page' | 'Plan' | 'Owner' | 'Action'
  readonly title: string
  readonly detail: string
  readonly href: string
  /** Another name by which it is found. */
  readonly also?: string | undefined
}

/**
 * Where a command starts: a page, or a section of an action's page. Others have a form generated from the
 * schema of their input; commands that need a page's data start only on that page.
 */
const beginnings: Partial<Record<CommandName, string>> = {
  'accept-draft': '/import',
  'add-plan': '/plans/new',
  'add-action': '#add',
  'edit-action': '#edit',
  'split-action': '#split',
  'merge-actions': '#merge',
  'begin-from-plan': '/plans/new#from',
  'edit-plan': '#edit-plan',
  'add-section': '#edit-plan',
  'rename-section': '#edit-plan',
  'remove-section': '#edit-plan',
  'move-section': '#edit-plan',
  'merge-sections': '#edit-plan',
  'archive-plan': '#edit-plan',
  'record-update': '#record',
  'undo-command': '#history',
  'rename-party': '/owners#rename',
  'edit-party': '/owners#edit',
  'merge-parties': '/owners#merge',
  'begin-holding': '/owners#hold',
  'change-holding': '/owners#hold',
  'end-holding': '/owners#hold',
  'remove-holding': '/owners#hold',
  'set-account': '/owners#account',
  'mark-left': '/owners#left',
  'set-successor': '/owners#successor',
  'hand-over': '/owners#hand-over',
  'split-owner': '/owners#split',
  'withdraw-action': '#withdraw',
  'restore-action': '#withdraw',
  'override-level': '#override',
  'lift-override': '#override',
  'begin-conversation': '#ask',
  'answer-conversation': '#conversations',
  'edit-remark': '#conversations',
  'remove-remark': '#conversations',
  'settle-conversation': '#conversations',
  'reopen-conversation': '#conversations',
  'add-attachment': '#attach',
  'change-attachment': '#attachments',
  'remove-attachment': '#attachments',
  'add-link': '#links',
  'remove-link': '#links',
  'name-force': '/force',
  'change-settings': '/force',
  'set-crest': '/force#crest',
  'add-column': '/force#columns',
  'change-column': '/force#columns',
  'remove-column': '/force#columns',
}
/** What the button of a command is called on its page, where that is another name. */
const alsoCalled: Partial<Record<CommandName, string>> = { 'add-plan': 'New plan' }

const onPagesAlone: ReadonlySet<CommandName> = new Set([
  'restore-plan',
  'change-actions',
  'copy-actions',
  'move-actions',
  'place-actions',
  'pin-rag-rules',
  'set-severities',
  'save-rag-rules',
])

const beginningOf = (name: CommandName): string | undefined =>
  beginnings[name] ??
  (commands[name].on === 'anywhere' && !onPagesAlone.has(name) ? `/commands/${name}` : undefined)

/** Finds plans, actions, pages and commands by their words or addresses; Enter opens the selected one. */
export default function Palette(props: { onClose: () => void }) {
  const navigate = useNavigate()
  const location = useLocation()
  const may = useMay()
  const editing = useEditing()
  const { at: readAt, keep } = useAsAt()
  const [words, setWords] = createSignal('')
  const [at, setAt] = createSignal(0)
  const id = createUniqueId()
  const plans = useQuery(() => plansQuery(readAt()))
  const actions = useQuery(() => {
    const text = words().trim()
    return {
      queryKey: ['actions', 'found', text, readAt()],
      queryFn: () => api.actions.list.query({ ...question(text), limit: 12, withdrawn: 'with', ...readAt() }),
      enabled: text.length > 1,
    }
  })

  const owners = useQuery(() => {
    const text = words().trim()
    return {
      queryKey: ['parties', 'found', text, readAt()],
      queryFn: () => api.parties.list.query({ text, limit: 6, ...readAt() }),
      enabled: text.length > 1,
    }
  })

  const here = () => {
    const [, code, ref] = /^\/plans\/([^/]+)\/([^/]+)$/.exec(location.pathname) ?? []
    return code && ref ? queryClient.getQueryData(actionQuery(`${code}/${ref}`, {}).queryKey) : undefined
  }
  const given = (): Entry[] =>
    (Object.keys(commands) as CommandName[]).flatMap((name): Entry[] => {
      const { capability, on } = commands[name]
      const beginning = beginningOf(name)
      const action = here()
      if (!beginning || !editing().allowed || !may(capability)) return []
      if (on === 'anywhere' && beginning.startsWith('#')) {
        const [, code] = /^\/plans\/([^/]+)/.exec(location.pathname) ?? []
        const plan = plans.data?.find((each) => each.code === code)
        return plan === undefined
          ? []
          : [
              {
                kind: 'Command',
                title: commandTitle(name),
                detail: plan.code,
                href: `/plans/${plan.code}${beginning}`,
              },
            ]
      }
      // A command of an owner starts on its page, or where one is chosen.
      const [, owner] = /^\/owners\/([^/]+)$/.exec(location.pathname) ?? []
      const href = owner === undefined ? beginning : beginning.replace('/owners#', `/owners/${owner}#`)
      if (on === 'anywhere')
        return [{ kind: 'Command', title: commandTitle(name), detail: '', href, also: alsoCalled[name] }]
      if (!action || action.withdrawn !== (name === 'restore-action')) return []
      return [
        {
          kind: 'Command',
          title: commandTitle(name),
          detail: `on ${action.address}`,
          href: `/plans/${action.address}${beginning}`,
        },
      ]
    })
  const fixed = createMemo((): Entry[] => [
    ...given(),
    ...pages
      .filter((page) => may(page.needs) && !Object.values(beginnings).includes(page.href))
      .map((page): Entry => ({ kind: 'Page', title: page.title, detail: '', href: page.href })),
    ...(plans.data ?? []).map(
      (plan): Entry => ({ kind: 'Plan', title: plan.title, detail: plan.code, href: `/plans/${plan.code}` }),
    ),
  ])
  const entries = createMemo((): Entry[] => {
    const asked = words().trim().toLowerCase()
    const found = (words().trim().length > 1 ? (actions.data?.rows ?? []) : []).map(
      (row): Entry => ({
        kind: 'Action',
        title: row.text,
        detail: `${row.address} · ${levelMark(row.level, row.stage).word}`,
        href: `/plans/${row.address}`,
      }),
    )
    return [
      ...fixed().filter(
        (entry) =>
          asked === '' || `${entry.title} ${entry.detail} ${entry.also ?? ''}`.toLowerCase().includes(asked),
      ),
      ...(words().trim().length > 1 ? (owners.data?.rows ?? []) : []).map(
        (row): Entry => ({
          kind: 'Owner',
          title: row.name,
          detail: counted(row.actions, 'action'),
          href: `/owners/${row.id}`,
        }),
      ),
      ...found,
    ]
  })
  createEffect(() => {
    words()
    setAt(0)
  })

  const open = (entry: Entry | undefined) => {
    if (!entry) return
    props.onClose()
    navigate(keep(entry.href))
  }
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      const next = (at() + step + entries().length) % Math.max(1, entries().length)
      setAt(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      open(entries()[at()])
    }
  }

  return (
    <Modal title="Search" onClose={props.onClose} wide>
      <label class="govuk-label" for={`${id}-input`}>
        A plan, an action, its address, or a command
      </label>
      <input
        id={`${id}-input`}
        class="govuk-input"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={entries().length > 0 ? `${id}-${at()}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck={false}
        value={words()}
        onInput={(event) => setWords(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <div class="found-list" role="listbox" id={`${id}-list`} aria-label="Found">
        <For each={entries()}>
          {(entry, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the input move through the list, as the combobox pattern has it
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input
            <div
              role="option"
              id={`${id}-${index()}`}
              aria-selected={at() === index()}
              class="found-entry"
              onClick={() => open(entry)}
            >
              <span class="found-kind">{entry.kind}</span>
              <span class="found-title">{entry.title}</span>
              <span class="quiet">{entry.detail}</span>
            </div>
          )}
        </For>
      </div>
      <p class="quiet" role="status">
        <Show
          when={actions.isFetching}
          fallback={
            entries().length === 0
              ? `Nothing is called “${words().trim()}”. Try another word, or an address like charter/32.`
              : `${entries().length} found`
          }
        >
          Searching …
        </Show>
      </p>
    </Modal>
  )
}

/** An address like `charter/32` is searched within that plan; anything else by its words. */
const question = (text: string): { plan?: string; text?: string } => {
  const address = /^([a-z0-9][a-z0-9-]*)\/(.*)$/.exec(text)
  return address ? { plan: address[1] ?? '', ...(address[2] ? { text: address[2] } : {}) } : { text }
}
