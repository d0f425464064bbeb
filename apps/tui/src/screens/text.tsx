import { visibleText } from '@beatbook/domain'
import { Text as Printed, type TextProps } from 'ink'
import { Children, type ReactNode } from 'react'
import { mayColour } from '../output/colour.ts'

/**
 * Text on a screen: the only way of words to it. Characters that would act on the terminal are signs, and
 * colours are left out where nobody wants them.
 */
export const Text = ({ color, children, ...props }: Omit<TextProps, 'backgroundColor'>): ReactNode => (
  <Printed {...props} {...(color !== undefined && mayColour(process.env) ? { color } : {})}>
    {Children.map(children, (child) => (typeof child === 'string' ? visibleText(child) : child))}
  </Printed>
)
