import { guide } from 'virtual:guide'
import { counted } from '@beatbook/domain/english'
import { useLocation, useParams } from '@solidjs/router'
import { createEffect, createMemo, createSignal, For, Show } from 'solid-js'
import type { GuidePage } from '../../../guide.ts'
import { TextField } from '../../ui/Field.tsx'
import { Link } from '../../ui/Link.tsx'
import { NotFoundPage } from '../../ui/NotFoundPage.tsx'
import { Page } from '../../ui/Page.tsx'
import { findInGuide } from './find.ts'
import { GuideText } from './GuideText.tsx'

const hrefOf = (name: string): string => (name === '' ? '/help' : `/help/${name}`)

/** A page of the guide, with the list of its pages, of its sections, and a search over all of them. */
export default function HelpPage() {
  const params = useParams()
  const page = () => guide.find(({ name }) => name === (params.page ?? ''))
  return (
    <Show when={page()} fallback={<NotFoundPage />} keyed>
      {(known) => <Shown page={known} />}
    </Show>
  )
}

const Shown = (props: { page: GuidePage }) => {
  const location = useLocation()
  const [words, setWords] = createSignal('')
  const found = createMemo(() => findInGuide(guide, words()))
  const isAsked = () => words().trim() !== ''
  // A section is in the page only now: the browser looked for it before.
  createEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1))
    if (id !== '') requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView())
  })
  return (
    <Page title={props.page.title} crumbs={props.page.name === '' ? [] : [{ href: '/help', title: 'Guide' }]}>
      <div class="guide">
        <nav class="guide-pages" aria-label="Pages of the guide">
          <ul>
            <For each={guide}>
              {({ name, title }) => (
                <li>
                  <Link
                    href={hrefOf(name)}
                    class={name === props.page.name ? 'on' : ''}
                    aria-current={name === props.page.name ? 'page' : undefined}
                  >
                    {title}
                  </Link>
                </li>
              )}
            </For>
          </ul>
        </nav>
        <div class="guide-page">
          <search>
            <TextField
              id="guide-search"
              label="Search the guide"
              type="search"
              autocomplete="off"
              value={words()}
              onInput={(event) => setWords(event.currentTarget.value)}
            />
            <p role="status" class="done-line">
              {isAsked()
                ? found().length === 0
                  ? `The guide does not say “${words().trim()}”. Try another word.`
                  : `${counted(found().length, 'section')} found`
                : ''}
            </p>
            <Show when={isAsked()}>
              <ul class="plain guide-found">
                <For each={found()}>
                  {({ href, title, page, words: around }) => (
                    <li>
                      <Link href={href} onClick={() => setWords('')}>
                        {title}
                      </Link>{' '}
                      <span class="quiet">{page}</span>
                      <span class="sub">{around}</span>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          </search>
          <GuideText html={props.page.html} />
          <Show when={props.page.parts.length > 1 && props.page.name !== ''}>
            <nav aria-label="On this page">
              <ul class="list">
                <For each={props.page.parts}>
                  {({ id, title }) => (
                    <li>
                      <Link href={`${hrefOf(props.page.name)}#${id}`}>{title}</Link>
                    </li>
                  )}
                </For>
              </ul>
            </nav>
          </Show>
          <For each={props.page.parts}>
            {({ id, title, html }) => (
              <section aria-labelledby={id}>
                <h2 id={id}>{title}</h2>
                <GuideText html={html} />
              </section>
            )}
          </For>
        </div>
      </div>
    </Page>
  )
}
