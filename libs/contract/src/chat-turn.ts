/** One turn of the conversation as the model gets it; the speaker is data beside the text, never part of it (Q9). */
export type ChatTurn =
  | { role: 'user'; speaker: { name: string; username: string; kind: 'person' | 'assistant' }; text: string }
  | { role: 'assistant'; text: string };
