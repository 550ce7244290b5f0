import type { ChatModel } from '#inference';

/** A configured inference endpoint, as the rest of the server knows it: nobody downstream knows its kind. */
export interface Provider {
  id: string;
  /** For people. */
  name: string;
  chat: ChatModel;
}
