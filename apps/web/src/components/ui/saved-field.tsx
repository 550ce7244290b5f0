import { useEffect, useState, type ComponentProps } from 'react';
import { SelectField, TextField } from './field.js';
import { Saved } from './notice.js';
import { onlyFieldError } from '../../lib/problem.js';
import { useSave } from '../../lib/use-save.js';

interface SavedTextProps extends Omit<ComponentProps<typeof TextField>, 'error'> {
  name: string;
  value: string;
  save(value: string): Promise<unknown>;
}

/** A line of text that is saved when one leaves it or presses Enter. */
export function SavedText({ value, save, name, hint, ...rest }: SavedTextProps) {
  const [text, setText] = useState(value);
  const saving = useSave(save);
  // The server may have trimmed it, or another tab have changed it.
  useEffect(() => setText(value), [value]);
  const commit = (field: HTMLInputElement) => {
    if (text.trim() !== value && !saving.pending && field.reportValidity()) saving.save(text);
  };
  return (
    <TextField
      {...rest}
      name={name}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={(event) => commit(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(event.currentTarget);
      }}
      hint={saving.saved ? <Saved /> : hint}
      error={onlyFieldError(saving.error, name)}
    />
  );
}

interface SavedSelectProps extends Omit<ComponentProps<typeof SelectField>, 'error'> {
  name: string;
  value: string;
  save(value: string): Promise<unknown>;
}

/** A choice that is saved when it is made. */
export function SavedSelect({ value, save, name, hint, children, ...rest }: SavedSelectProps) {
  const { save: commit, pending, saved, error } = useSave(save);
  return (
    <SelectField
      {...rest}
      name={name}
      value={pending?.change ?? value}
      aria-busy={pending ? true : undefined}
      onChange={(event) => commit(event.target.value)}
      hint={saved ? <Saved /> : hint}
      error={onlyFieldError(error, name)}
    >
      {children}
    </SelectField>
  );
}
