import { useEffect, useRef, useState } from 'react';
import { TextField } from './field.js';

interface CodeFieldProps {
  /** `app`: six digits of an authenticator app; `recovery`: one of the codes that were kept. */
  kind: 'app' | 'recovery';
  label?: string;
  error?: string | undefined;
  /** Sends its form by itself when the six digits are there. */
  eager?: boolean;
  autoFocus?: boolean;
}

const DIGITS = 6;

/** A code that shows who one is. Typed, pasted or filled in by the phone; spaces do no harm. */
export function CodeField({ kind, label, error, eager = false, autoFocus }: CodeFieldProps) {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // A code that was refused is never right a second time.
    if (error) setTyped('');
  }, [error]);
  if (kind === 'recovery') {
    return (
      <TextField
        key="recovery"
        label={label ?? 'Recovery code'}
        name="code"
        required
        maxLength={64}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={error}
        hint="One of the ten that you kept. It works once."
        className="font-mono"
        autoFocus={autoFocus}
      />
    );
  }
  return (
    <TextField
      key="app"
      ref={field}
      label={label ?? 'Six-digit code'}
      name="code"
      required
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern={`[0-9]{${DIGITS}}`}
      value={typed}
      onChange={(event) => {
        const digits = event.target.value.replace(/\D/g, '').slice(0, DIGITS);
        setTyped(digits);
        if (!eager || digits.length < DIGITS || digits === typed) return;
        // The field shows the digits first, then its form takes them.
        queueMicrotask(() => field.current?.form?.requestSubmit());
      }}
      error={error}
      hint="From your authenticator app."
      className="font-mono text-20 tracking-[0.35em] tabular-nums touch:text-[1.25rem]"
      autoFocus={autoFocus}
    />
  );
}
