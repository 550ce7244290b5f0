import { Check, Copy, WrapText } from 'lucide-react';
import { useState, type CSSProperties } from 'react';
import { useCopy } from '../../../lib/clipboard.js';
import { cn } from '../../../lib/cn.js';
import { useHighlight } from './highlight.js';

interface CodeBlockProps {
  code: string;
  language: string | undefined;
  /** Still being written: it gets its colours when it is finished. */
  open: boolean;
}

const TOOL =
  'inline-flex h-7 items-center gap-1.5 rounded-sm px-2 text-12 text-ink-faint transition-colors hover:bg-wash hover:text-ink aria-pressed:text-accent touch:h-11';

/** Code with its language, a way to copy it, and a way to break long lines. */
export function CodeBlock({ code, language, open }: CodeBlockProps) {
  const [wrap, setWrap] = useState(false);
  const [copied, copy] = useCopy();
  const lines = useHighlight(code, open ? undefined : language);
  const CopyIcon = copied ? Check : Copy;
  return (
    <figure className="overflow-hidden rounded-sm border border-line bg-raised">
      <figcaption className="flex h-9 items-center justify-between border-b border-line bg-surface pr-1 pl-3 text-12 text-ink-faint touch:h-11">
        <span className="font-mono">{language ?? 'text'}</span>
        <span className="flex">
          <button type="button" className={TOOL} aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
            <WrapText size={14} aria-hidden /> Wrap
          </button>
          <button type="button" className={TOOL} onClick={() => copy(code)} aria-label="Copy code">
            <CopyIcon size={14} aria-hidden /> {copied ? 'Copied' : 'Copy'}
          </button>
        </span>
      </figcaption>
      <pre
        tabIndex={0}
        aria-label={`Code${language ? ` in ${language}` : ''}`}
        className={cn(
          'overflow-x-auto px-3 py-2.5 font-mono text-13 leading-5 [font-variant-ligatures:none] [tab-size:2] focus-visible:-outline-offset-2',
          wrap ? '[overflow-wrap:anywhere] whitespace-pre-wrap' : 'whitespace-pre [overflow-wrap:normal]',
        )}
      >
        <code>
          {lines
            ? lines.map((line, index) => (
                <span key={index} className="shiki-line">
                  {line.map((token, place) => (
                    <span key={place} style={token.style as CSSProperties}>
                      {token.content}
                    </span>
                  ))}
                  {'\n'}
                </span>
              ))
            : code}
        </code>
      </pre>
    </figure>
  );
}
