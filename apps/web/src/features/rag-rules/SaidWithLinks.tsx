import { For } from 'solid-js'

/** A text in which web addresses are links. */
export const SaidWithLinks = (props: { words: string }) => (
  <For each={props.words.split(/(https:\/\/[^\s)]+)/)}>
    {(part) =>
      part.startsWith('https://') ? (
        <a href={part} rel="noreferrer">
          {new URL(part).hostname}
        </a>
      ) : (
        part
      )
    }
  </For>
)
