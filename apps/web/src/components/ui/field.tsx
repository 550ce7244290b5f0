import { useId, useState, type ComponentProps, type FormEvent, type ReactNode } from 'react';
import { cn } from '../../lib/cn.js';

interface FieldFrame {
  label: string;
  /** Said under the field as long as there is no error. */
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
}

const CONTROL =
  'w-full rounded-sm border bg-raised px-3 text-ink placeholder:text-ink-faint transition-colors duration-150 hover:border-ink-faint focus-visible:outline-offset-0 disabled:opacity-60';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function useField({ error: refused, hint }: FieldFrame) {
  const id = useId();
  // What the browser finds wrong stands where everything else does, not in a bubble that goes away.
  const [found, setFound] = useState<string>();
  const error = found ?? refused;
  return {
    control: {
      id,
      'aria-invalid': error ? true : undefined,
      'aria-describedby': error || hint ? `${id}-note` : undefined,
      className: cn(CONTROL, error ? 'border-bad' : 'border-line-strong'),
      onInvalid: (event: FormEvent<Control>) => {
        event.preventDefault();
        const field = event.currentTarget;
        setFound(field.validationMessage);
        if (field.form?.querySelector(':is(input, select, textarea):invalid') === field) field.focus();
      },
      onInput: () => setFound(undefined),
    },
    error,
    noteId: `${id}-note`,
    id,
  };
}

function Frame({
  label,
  hint,
  error,
  optional,
  id,
  noteId,
  children,
}: FieldFrame & { id: string; noteId: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-13 font-medium text-ink">
        {label}
        {optional && <span className="ml-1.5 font-normal text-ink-faint">optional</span>}
      </label>
      {children}
      <div id={noteId} aria-live="polite" className={cn('text-13 empty:hidden', error ? 'text-bad' : 'text-ink-faint')}>
        {error ?? hint}
      </div>
    </div>
  );
}

/** One line of text with its label; an error stands under it and is read out. */
export function TextField({ label, hint, error, optional, className, ...rest }: FieldFrame & ComponentProps<'input'>) {
  const { control, ...frame } = useField({ label, hint, error });
  return (
    <Frame {...{ label, hint, ...frame }} optional={optional ?? false}>
      <input {...rest} {...control} className={cn(control.className, 'h-10 touch:h-11 touch:text-[1rem]', className)} />
    </Frame>
  );
}

/** Several lines of text with their label. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  className,
  ...rest
}: FieldFrame & ComponentProps<'textarea'>) {
  const { control, ...frame } = useField({ label, hint, error });
  return (
    <Frame {...{ label, hint, ...frame }} optional={optional ?? false}>
      <textarea
        {...rest}
        {...control}
        className={cn(control.className, 'min-h-20 py-2 touch:text-[1rem]', className)}
      />
    </Frame>
  );
}

/** A choice from a list; the browser's own, so that it fits a phone and a screen reader. */
export function SelectField({
  label,
  hint,
  error,
  optional,
  children,
  ...rest
}: FieldFrame & ComponentProps<'select'>) {
  const { control, ...frame } = useField({ label, hint, error });
  return (
    <Frame {...{ label, hint, ...frame }} optional={optional ?? false}>
      <select {...rest} {...control} className={cn(control.className, 'select h-10 touch:h-11')}>
        {children}
      </select>
    </Frame>
  );
}
