/**
 * The number of the shape in which versions of actions and plans are stored. It grows when `actionColumns` or
 * the state of a plan does; a record that was folded by a smaller one is folded anew when it is opened.
 */
export const PROJECTION = 5
