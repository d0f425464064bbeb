import * as z from 'zod'

/** The schemas of arguments, by code. */
export type ArgShapes = Readonly<Record<string, z.ZodType<object>>>

/** The arguments of each code in a table of schemas. */
export type ArgsIn<S extends ArgShapes> = { readonly [C in keyof S]: z.infer<S[C]> }

/** A code with its arguments. With a code as type argument, only that one. */
export type Coded<A, C extends keyof A = keyof A> = {
  [K in C]: { readonly code: K; readonly args: A[K] }
}[C]

/** The parameters after a code: its arguments, or none. */
export type CodeArgs<A> = A extends Record<string, never> ? [] : [args: A]

/** A sentence for each code, with typed arguments. */
export type Sentences<A> = { readonly [C in keyof A]: (args: A[C]) => string }

/**
 * Parses a code with its arguments as another version may have written them; `null` where the table does not
 * have the code, or the arguments do not match it.
 */
export const parseCoded = <S extends ArgShapes>(
  shapes: S,
  { code, args }: { readonly code: string; readonly args: unknown },
): Coded<ArgsIn<S>> | null => {
  const parsed = Object.hasOwn(shapes, code) ? shapes[code]?.safeParse(args) : undefined
  return parsed?.success === true ? ({ code, args: parsed.data } as Coded<ArgsIn<S>>) : null
}

/**
 * The schema of a code with its arguments and the fields `more`. It dispatches on the code, so parsing does
 * not slow down with the number of codes.
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
