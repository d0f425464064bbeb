import * as z from 'zod'

/** The shapes of arguments, by the code they belong to. */
export type ArgShapes = Readonly<Record<string, z.ZodType<object>>>

/** The arguments of each code of a table of shapes. */
export type ArgsIn<S extends ArgShapes> = { readonly [C in keyof S]: z.infer<S[C]> }

/** A code with the arguments it has. With a code, that one alone. */
export type Coded<A, C extends keyof A = keyof A> = {
  [K in C]: { readonly code: K; readonly args: A[K] }
}[C]

/** What is given after a code: its arguments, or nothing where it has none. */
export type GivenArgs<A> = A extends Record<string, never> ? [] : [args: A]

/** A sentence for each code, which can ask for the arguments of that code alone. */
export type Sentences<A> = { readonly [C in keyof A]: (args: A[C]) => string }

/**
 * Reads a code with its arguments as another version may have written them; `null` where the table lacks the
 * code, or the arguments do not fit it.
 */
export const knownCoded = <S extends ArgShapes>(
  shapes: S,
  { code, args }: { readonly code: string; readonly args: unknown },
): Coded<ArgsIn<S>> | null => {
  const fits = Object.hasOwn(shapes, code) ? shapes[code]?.safeParse(args) : undefined
  return fits?.success === true ? ({ code, args: fits.data } as Coded<ArgsIn<S>>) : null
}

/**
 * The shape of a code of a table with its arguments, beside the fields `more`. It is read by its code, so that
 * many codes take no longer than one.
 */
export const codedSchema = <S extends ArgShapes, M extends z.ZodRawShape>(
  shapes: S,
  more: M,
): z.ZodType<Coded<ArgsIn<S>> & z.infer<z.ZodObject<M>>> => {
  const options = Object.entries(shapes).map(([code, args]) =>
    z.object({ code: z.literal(code), ...more, args }),
  )
  return z.discriminatedUnion(
    'code',
    options as unknown as [z.ZodObject<{ code: z.ZodLiteral<string> }>],
  ) as never
}
