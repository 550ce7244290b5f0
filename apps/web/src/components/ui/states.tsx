import { RefreshCw, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.js';
import { sayError } from '../../lib/problem.js';
import { Button } from './button.js';

/** A grey bar where text will be. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cn('shimmer block h-3 rounded-full bg-line', className)} />
);

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
}

/** Says what a place is for, and offers the one next step. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="m-auto flex max-w-sm flex-col items-center px-6 py-10 text-center">
      <span className="mb-4 grid size-12 place-items-center rounded-md bg-accent-wash text-accent">
        <Icon size={20} strokeWidth={1.75} aria-hidden />
      </span>
      <h2 className="text-17 font-semibold tracking-tight">{title}</h2>
      {children && <div className="mt-1.5 text-15 text-pretty text-ink-soft">{children}</div>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}

interface ErrorStateProps {
  /** What could not be done. */
  title: string;
  error: unknown;
  onRetry?(): void;
  /** It is all there is on the page, so its title is the page's. */
  page?: boolean;
  /** Another way on. */
  children?: ReactNode;
}

/** Says what happened and what to do. */
export function ErrorState({ title, error, onRetry, page = false, children }: ErrorStateProps) {
  const Title = page ? 'h1' : 'h2';
  return (
    <div role="alert" className="m-auto flex max-w-sm flex-col items-center px-6 py-10 text-center">
      <Title className="text-17 font-semibold tracking-tight">{title}</Title>
      <p className="mt-1.5 text-15 text-pretty text-ink-soft">{sayError(error)}</p>
      {onRetry && (
        <Button className="mt-5" onClick={onRetry}>
          <RefreshCw size={16} strokeWidth={1.75} aria-hidden />
          Try again
        </Button>
      )}
      {children}
    </div>
  );
}

/** A refusal that belongs to a whole form. */
export const FormError = ({ error, fields }: { error: unknown; fields: Readonly<Record<string, string>> }) =>
  error && Object.keys(fields).length === 0 ? (
    <p role="alert" className="rounded-sm bg-bad-wash px-3 py-2 text-13 text-bad">
      {sayError(error)}
    </p>
  ) : null;
