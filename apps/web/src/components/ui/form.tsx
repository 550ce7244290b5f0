import { useEffect, useRef, type ComponentProps } from 'react';

interface FormProps extends Omit<ComponentProps<'form'>, 'onSubmit' | 'ref'> {
  /** Why the last attempt failed; the focus goes to the first field that has to do with it. */
  error?: unknown;
  onSubmit(form: FormData): void;
}

/** A form that hands over what was typed, and brings the person to the first field that was refused. */
export function Form({ error, onSubmit, ...rest }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  return (
    <form
      {...rest}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        // A dialog lies inside a form in the tree of components, not on the screen.
        event.stopPropagation();
        onSubmit(new FormData(event.currentTarget));
      }}
    />
  );
}
