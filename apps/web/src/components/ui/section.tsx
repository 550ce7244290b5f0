import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  /** A sentence about what this is for. */
  lead?: ReactNode;
  children: ReactNode;
}

/** One matter of a page of settings. */
export function Section({ title, lead, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line py-8 first:border-t-0 first:pt-0">
      <h2 id={id} className="text-17 font-semibold tracking-tight">
        {title}
      </h2>
      {lead && <div className="mt-1 max-w-[34rem] text-13 text-pretty text-ink-soft">{lead}</div>}
      <div className="mt-5">{children}</div>
    </section>
  );
}
