import type { ReactNode } from 'react';
import { useTitle } from '../lib/use-title.js';
import { Wordmark } from './wordmark.js';

interface QuietPageProps {
  title: string;
  /** One or two sentences under the title. */
  lead?: ReactNode;
  children?: ReactNode;
  /** Below everything, such as the way to the other form. */
  footer?: ReactNode;
}

/** A page with one column and one thing to do: sign in, accept an invitation. */
export function QuietPage({ title, lead, children, footer }: QuietPageProps) {
  useTitle(title);
  return (
    <main className="h-full overflow-y-auto">
      <div className="mx-auto flex min-h-full w-full max-w-[25rem] flex-col px-6 py-10 md:justify-center md:py-16">
        <Wordmark />
        <h1 className="mt-8 text-26 font-semibold tracking-[-0.02em]">{title}</h1>
        {lead && <div className="mt-2 text-15 text-pretty text-ink-soft">{lead}</div>}
        {children && <div className="mt-7">{children}</div>}
        {footer && <div className="mt-7 border-t border-line pt-5 text-13 text-ink-soft">{footer}</div>}
      </div>
    </main>
  );
}
