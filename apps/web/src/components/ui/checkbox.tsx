import type { ComponentProps, ReactNode } from 'react';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode;
  /** What it means, under the label. */
  hint?: ReactNode;
}

/** Yes or no, with words beside it; the whole line can be pressed. */
export function Checkbox({ label, hint, ...rest }: CheckboxProps) {
  return (
    <label className="flex min-h-9 items-start gap-3 py-1.5 touch:min-h-11 touch:py-2.5">
      <input
        type="checkbox"
        {...rest}
        className="mt-1 size-4 shrink-0 cursor-pointer rounded-[4px] accent-accent disabled:cursor-default"
      />
      <span className="min-w-0">
        <span className="text-15">{label}</span>
        {hint && <span className="block text-13 text-ink-faint">{hint}</span>}
      </span>
    </label>
  );
}
