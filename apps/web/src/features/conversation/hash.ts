/** The address on a page of a conversation. */
export const conversationHash = (id: string): string => `#conversation-${id}`
