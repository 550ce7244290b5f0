/** The little of a HAST tree that is looked at here. */
interface Node {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

/** Word characters of handles; an `@` inside a word or an address is no mention. */
const MENTION = /(?<![\p{L}\p{N}_.@/-])@([\p{L}\p{N}_.-]*[\p{L}\p{N}_])/gu;
const OPAQUE = new Set(['code', 'pre', 'a']);

/** A rehype plugin that makes chips of the `@handles` that somebody in the room has. Runs after sanitising. */
export function rehypeMentions(isHandle: (handle: string) => boolean) {
  return () => (tree: Node) => {
    visit(tree, isHandle);
  };
}

function visit(node: Node, isHandle: (handle: string) => boolean): void {
  if (!node.children || (node.tagName && OPAQUE.has(node.tagName))) return;
  node.children = node.children.flatMap((child) => {
    if (child.type === 'text') return splitText(child.value ?? '', isHandle);
    visit(child, isHandle);
    return [child];
  });
}

function splitText(text: string, isHandle: (handle: string) => boolean): Node[] {
  const nodes: Node[] = [];
  let end = 0;
  for (const match of text.matchAll(MENTION)) {
    const handle = match[1]!.toLowerCase();
    if (!isHandle(handle)) continue;
    if (match.index > end) nodes.push({ type: 'text', value: text.slice(end, match.index) });
    const properties = { 'data-mention': handle };
    nodes.push({ type: 'element', tagName: 'span', properties, children: [{ type: 'text', value: match[0] }] });
    end = match.index + match[0].length;
  }
  if (nodes.length === 0) return [{ type: 'text', value: text }];
  if (end < text.length) nodes.push({ type: 'text', value: text.slice(end) });
  return nodes;
}
