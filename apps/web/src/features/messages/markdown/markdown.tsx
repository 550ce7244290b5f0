import { memo, useContext, useMemo, createContext, type ComponentProps, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkBreaks from 'remark-breaks';
import remarkGfm from 'remark-gfm';
import type { Cast } from '../../../lib/cast.js';
import { cn } from '../../../lib/cn.js';
import { isOpenFence, splitBlocks } from './blocks.js';
import { CodeBlock } from './code-block.js';
import { rehypeMentions } from './mentions.js';

const REMARK = [remarkGfm, remarkBreaks];
const CastContext = createContext<Cast | undefined>(undefined);
const OpenContext = createContext(false);

/** Only addresses that open something; a `javascript:` or `data:` link is no link. */
const safeUrl = (url: string) => (/^(https?:|mailto:)/i.test(url) ? url : '');

/** Where a link leads, unless its text says so already. */
function hostOf(href: string, text: ReactNode): string | undefined {
  try {
    const { host } = new URL(href);
    return typeof text === 'string' && text.includes(host) ? undefined : host || undefined;
  } catch {
    return undefined;
  }
}

function OutLink({ href, children }: { href?: string | undefined; children?: ReactNode }) {
  if (!href) return <span>{children}</span>;
  const host = hostOf(href, Array.isArray(children) && children.length === 1 ? children[0] : children);
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
      {host && <span className="ml-1 text-12 text-ink-faint no-underline">({host})</span>}
    </a>
  );
}

function Mention({ handle, children }: { handle: string; children: ReactNode }) {
  const member = useContext(CastContext)?.byHandle.get(handle);
  return (
    <span
      data-hue={member?.hue}
      data-mention={handle}
      title={member?.name}
      className="rounded-[4px] bg-person-wash px-1 py-px font-medium text-person"
    >
      {children}
    </span>
  );
}

/** Text inside a `pre`: the one `code` that Markdown puts there. */
function Pre({ children }: { children?: ReactNode }) {
  const open = useContext(OpenContext);
  const { className = '', children: code } = (children as { props: { className?: string; children?: ReactNode } })
    .props;
  const language = /language-([\w+#-]+)/.exec(className)?.[1]?.toLowerCase();
  return <CodeBlock code={typeof code === 'string' ? code.replace(/\n$/, '') : ''} language={language} open={open} />;
}

const COMPONENTS: Components = {
  a: ({ href, children }) => <OutLink href={href}>{children}</OutLink>,
  // A picture's address could carry what was said to somebody else's server: it is never loaded by itself.
  img: ({ src, alt }) => <OutLink href={typeof src === 'string' ? src : undefined}>Image: {alt || 'untitled'}</OutLink>,
  pre: Pre,
  table: ({ children }) => (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
  span: ({ children, node, ...rest }) => {
    const handle = (rest as Record<string, unknown>)['data-mention'];
    return typeof handle === 'string' ? <Mention handle={handle}>{children}</Mention> : <span>{children}</span>;
  },
  input: (props: ComponentProps<'input'>) => (
    <input
      type="checkbox"
      checked={props.checked ?? false}
      disabled
      readOnly
      aria-label={props.checked ? 'done' : 'to do'}
    />
  ),
};

const Block = memo(function Block({ source, open, handles }: { source: string; open: boolean; handles: string }) {
  const rehype = useMemo(() => {
    const known = new Set(handles.split(' '));
    return [rehypeSanitize, rehypeMentions((handle) => known.has(handle))];
  }, [handles]);
  return (
    <OpenContext value={open}>
      <div className="block">
        <ReactMarkdown remarkPlugins={REMARK} rehypePlugins={rehype} components={COMPONENTS} urlTransform={safeUrl}>
          {source}
        </ReactMarkdown>
      </div>
    </OpenContext>
  );
});

interface MarkdownProps {
  source: string;
  cast: Cast;
  /** The text is still being written: a caret stands at its end. */
  streaming?: boolean;
}

/** Markdown in blocks; one that is finished is not drawn again while the next is being written. */
export function Markdown({ source, cast, streaming = false }: MarkdownProps) {
  const blocks = useMemo(() => splitBlocks(source), [source]);
  const handles = useMemo(() => ['bot', ...cast.byHandle.keys()].join(' '), [cast]);
  return (
    <CastContext value={cast}>
      <div className={cn('prose', streaming && 'streaming')}>
        {blocks.map((block, index) => (
          <Block
            key={index}
            source={block}
            open={streaming && index === blocks.length - 1 && isOpenFence(block)}
            handles={handles}
          />
        ))}
      </div>
    </CastContext>
  );
}
