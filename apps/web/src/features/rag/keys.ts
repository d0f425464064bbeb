/** The first words of the questions about colours, to be asked again when anything changes. */
export const ragKeys = ['why', 'ribbon', 'turning', 'trends', 'schemes', 'scheme', 'compare', 'lint', 'work'] as const
