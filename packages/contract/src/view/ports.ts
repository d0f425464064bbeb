import type { Id, Refusal, Result } from '@beatbook/domain'
import type { GridLayout, GridView, SavedView } from './view.ts'

/** A view that a person saves. One of theirs with the same name about the same plan is replaced. */
export interface ViewGiven {
  readonly id: Id
  readonly person: string
  readonly planId: Id | null
  readonly name: string
  /** Whether everybody who may read the plan sees it. */
  readonly shared: boolean
  readonly view: GridView
}

/** The views that people saved, and how each person last laid out the grid of a plan. Neither is part of the record. */
export interface ViewKeeper {
  /** Those of a person and those that others share, by name. */
  list(person: string): Promise<SavedView[]>
  /** Refused with `too-many-views` where the person has `MOST_VIEWS` others. */
  save(view: ViewGiven): Promise<Result<{ id: Id }, Refusal>>
  /** Refused with `not-found` where it is not one of the person's own. */
  remove(person: string, id: Id): Promise<Result<null, Refusal>>
  /** How a person last laid out the grid of a plan; `null` where they never changed it. */
  layout(person: string, planId: Id): Promise<GridLayout | null>
  /** `null` forgets it. */
  keepLayout(person: string, planId: Id, layout: GridLayout | null): Promise<void>
}

/** The most views of one person. */
export const MOST_VIEWS = 200
