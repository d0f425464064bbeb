import { visibleText } from '@beatbook/domain'
import { Text as Printed, type TextProps } from 'ink'
import { Children, type ReactNode } from 'react'
import { mayColour } from '../output/colour.ts'

/**
 * Text on a screen; all text is written through this. Control characters are replaced by visible signs, and
 * colours are omitted where they are switched off.
 */
export const Text = ({ color, children, ...props }: Omit<TextProps, 'backgroundColor'>): ReactNode => (
  <Printed {...props} {...(color !== undefined && mayColour(process.env) ? { color } : {})}>
    {Children.map(children, (child) => (typeof child === 'string' ? visibleText(child) : child))}
  </Printed>
)
