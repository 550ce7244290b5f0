import { useState } from 'react';
import { TextField } from '../../components/ui/field.js';

interface PasswordFieldProps {
  /** `new-password` lets a password manager offer one. */
  autoComplete: 'current-password' | 'new-password';
  error?: string | undefined;
}

/** A password with a way to look at it. */
export function PasswordField({ autoComplete, error }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <TextField
        label="Password"
        name="password"
        type={shown ? 'text' : 'password'}
        autoComplete={autoComplete}
        required
        error={error}
        hint={autoComplete === 'new-password' ? 'At least 8 characters; a few words are best.' : undefined}
        className="pr-16"
      />
      <button
        type="button"
        aria-pressed={shown}
        aria-label="Show password"
        onClick={() => setShown(!shown)}
        className="absolute top-[1.625rem] right-0 h-10 px-3 text-13 font-medium text-ink-soft hover:text-ink touch:h-11"
      >
        {shown ? 'Hide' : 'Show'}
      </button>
    </div>
  );
}
