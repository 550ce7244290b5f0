export * from './chat-model.js';
export { DemoChatModel } from './demo-chat-model.js';
export { OpenAiChatModel } from './open-ai-chat-model.js';
export { countTokens, loadTokenizer } from './token-count.js';
