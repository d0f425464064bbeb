import type { Size } from './world.ts'

/** What the page of benchmarks is measured with. */
export const full: Size = {
  small: 10_000,
  large: 100_000,
  documentRows: 10_000,
  heavy: 5_000,
  plan: 1_000,
  aged: 1_000,
  phone: [1_000, 10_000],
  events: 240,
  load: 1_000,
  turns: 7,
  turn: 150,
  warm: 1_500,
}

/** A million actions beside a hundred thousand. */
export const million: Size = { ...full, small: 100_000, large: 1_000_000 }

/** Only proves that everything runs. */
export const smoke: Size = {
  small: 200,
  large: 400,
  documentRows: 200,
  heavy: 200,
  plan: 200,
  aged: 200,
  phone: [36, 200],
  events: 20,
  load: 50,
  turns: 1,
  turn: 20,
  warm: 20,
}

/** The short form for CI. */
export const quick: Size = {
  ...smoke,
  small: 1_000,
  large: 2_000,
  plan: 250,
  aged: 100,
  events: 120,
  turns: 5,
  turn: 80,
  warm: 200,
}
