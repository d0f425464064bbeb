import type { MentionView } from '@beatbook/contract'
import { type Mention, remarkParts } from '@beatbook/domain'
import { For } from 'solid-js'
import { Link } from '../../ui/Link.tsx'

/** The words of a remark; whom it mentions stands out, an owner as a link. */
export const RemarkWords = (props: { text: string; mentions: readonly MentionView[] }) => {
  const nameOf = ({ kind, id }: Mention) =>
    props.mentions.find((each) => each.kind === kind && each.id === id)?.name ?? id
  return (
    <p class="words">
      <For each={remarkParts(props.text)}>
        {(part) => {
          if ('text' in part) return part.text
          const { mention } = part
          return mention.kind === 'party' ? (
            <Link class="mention" href={`/owners/${mention.id}`}>
              @{nameOf(mention)}
            </Link>
          ) : (
            <span class="mention">@{nameOf(mention)}</span>
          )
        }}
      </For>
    </p>
  )
}
