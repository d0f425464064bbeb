import { createMemo, createSignal, For, type JSX, onCleanup, onMount, Show } from 'solid-js'

/**
 * Up to this many items everything is rendered at once, for the browser's own search, for printing and for
 * screen readers.
 */
const ALL_AT_ONCE = 2_000
const BLOCK = 200

interface BlocksProps<T> {
  readonly items: readonly T[]
  /**
   * The approximate height of an item, in pixels: for the placeholder of a block that is not rendered yet.
   */
  readonly height: number
  /** Whether an item must be rendered now, although it is out of view. */
  readonly wanted: (item: T) => boolean
  readonly children: (item: T) => JSX.Element
}

/** A long list in blocks, each rendered when it comes near the viewport. */
export const Blocks = <T,>(props: BlocksProps<T>) => {
  const blocks = createMemo(() => {
    const size = props.items.length > ALL_AT_ONCE ? BLOCK : ALL_AT_ONCE
    return Array.from({ length: Math.ceil(props.items.length / size) }, (_, index) =>
      props.items.slice(index * size, (index + 1) * size),
    )
  })
  return (
    <For each={blocks()}>{(items, index) => <Block {...props} items={items} there={index() === 0} />}</For>
  )
}

const Block = <T,>(props: BlocksProps<T> & { there: boolean }) => {
  const [seen, setSeen] = createSignal(props.there)
  const there = createMemo(
    (before: boolean) => before || seen() || props.items.some((item) => props.wanted(item)),
    false,
  )
  let place!: HTMLDivElement
  onMount(() => {
    if (there()) return
    const watch = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
      { rootMargin: '600px' },
    )
    watch.observe(place)
    onCleanup(() => watch.disconnect())
  })
  return (
    <div ref={place} style={{ 'min-height': there() ? '' : `${props.items.length * props.height}px` }}>
      <Show when={there()}>
        <For each={props.items}>{props.children}</For>
      </Show>
    </div>
  )
}
