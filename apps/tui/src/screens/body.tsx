import type { ReactNode } from 'react'
import { UpdateView } from './action/update-view.tsx'
import { HelpView } from './help/view.tsx'
import { ListView } from './list-view.tsx'
import { listOf, pageOf } from './page.ts'
import { PageView } from './page-view.tsx'
import { PaletteView } from './palette-view.tsx'
import { ChangeView } from './plan/change-view.tsx'
import { PlansView } from './plan/plans-view.tsx'
import { PlanView } from './plan/view.tsx'
import type { Record } from './record.ts'
import { type State, top } from './state.ts'

/** The content between the bars and the last line: the screen, or an overlay. */
export const Body = ({
  state,
  record,
  width,
  height,
  pageWidth,
  editor,
}: {
  state: State
  record: Record
  width: number
  height: number
  pageWidth: number
  /** Whether a person's editor can be opened. */
  editor: boolean
}): ReactNode => {
  const { overlay } = state
  const screen = top(state)
  if (overlay?.at === 'help')
    return <HelpView screen={screen.at} scroll={overlay.scroll} width={width} height={height} />
  if (overlay?.at === 'update')
    return <UpdateView form={overlay.form} editor={editor} width={width} height={height} />
  if (overlay?.at === 'change') return <ChangeView form={overlay.form} width={width} height={height} />
  if (overlay?.at === 'command')
    return <PaletteView typed={overlay.line.text} selected={overlay.chosen} width={width} height={height} />
  if (screen.at === 'plans')
    return (
      <PlansView
        answer={record.plans}
        selected={screen.selected}
        width={width}
        height={height}
        asAt={state.asAt}
      />
    )
  if (screen.at === 'plan') {
    const { plan, rows, why, ribbon, talks, settings, filter } = record
    const { selected, layout, marks } = screen
    return (
      <PlanView
        {...{ plan, width, height, selected, layout, marks, talks }}
        several={screen.code === null}
        list={rows}
        own={settings.columns}
        filter={screen.filter}
        unread={filter?.unread ?? null}
        why={why.data}
        ribbon={ribbon.data}
      />
    )
  }
  const page = pageOf(screen, record, pageWidth)
  if (page !== null && 'scroll' in screen)
    return <PageView page={page} scroll={screen.scroll} height={height} />
  const list = listOf(screen, record)
  return list !== null && 'selected' in screen ? (
    <ListView list={list} selected={screen.selected} width={width} height={height} />
  ) : null
}
