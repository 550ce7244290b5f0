import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// The least model server: `bench first=20 tokens=400 rate=80` in the last message says how it answers.
// A token is `t<number> `, so that a reader can tell whether one is missing.

const number = (text: string, name: string, otherwise: number): number =>
  Number(new RegExp(`${name}=(\\d+)`).exec(text)?.[1] ?? otherwise);

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const frame = (content: string): string =>
  `data: {"id":"bench","object":"chat.completion.chunk","created":1,"model":"bench","choices":[{"index":0,"delta":{"content":${JSON.stringify(content)}},"finish_reason":null}]}\n\n`;

const END =
  'data: {"id":"bench","object":"chat.completion.chunk","created":1,"model":"bench","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'application/json');
    response.end('{"object":"list","data":[{"id":"bench","object":"model","created":1,"owned_by":"bench"}]}');
    return;
  }
  const { messages } = JSON.parse(await bodyOf(request)) as { messages: { content: unknown }[] };
  const text = JSON.stringify(messages.at(-1)?.content);
  const [first, tokens, rate] = [number(text, 'first', 0), number(text, 'tokens', 3), number(text, 'rate', 0)];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let sent = 0;
  const push = (upTo: number): void => {
    let chunk = '';
    for (; sent < Math.min(upTo, tokens); sent++) chunk += frame(`t${sent} `);
    if (chunk !== '') response.write(chunk);
  };
  const begin = (): void => {
    push(1);
    const started = performance.now();
    const tick = (): void => {
      if (response.destroyed) return;
      push(rate === 0 ? tokens : 1 + Math.floor(((performance.now() - started) * rate) / 1000));
      if (sent < tokens) setTimeout(tick, 1000 / rate);
      else response.end(END);
    };
    tick();
  };
  if (first === 0) begin();
  else setTimeout(begin, first);
};

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once('SIGTERM', () => process.exit(0));
