import { useState } from 'react';
import { TextField } from './field.js';

interface PasswordFieldProps {
  label?: string;
  name?: string;
  /** `new-password` lets a password manager offer one. */
  autoComplete: 'current-password' | 'new-password';
  error?: string | undefined;
  autoFocus?: boolean;
}

/** A password with a way to look at it. */
export function PasswordField({
  label = 'Password',
  name = 'password',
  autoComplete,
  error,
  autoFocus,
}: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <TextField
        label={label}
        name={name}
        type={shown ? 'text' : 'password'}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        error={error}
        hint={autoComplete === 'new-password' ? 'At least 8 characters; a few words are best.' : undefined}
        className="pe-16"
        autoFocus={autoFocus}
      />
      <button
        type="button"
        aria-pressed={shown}
        aria-label={`Show ${label.toLowerCase()}`}
        onClick={() => setShown(!shown)}
        className="absolute end-0 top-[1.625rem] h-10 px-3 text-13 font-medium text-ink-soft hover:text-ink touch:h-11"
      >
        {shown ? 'Hide' : 'Show'}
      </button>
    </div>
  );
}
