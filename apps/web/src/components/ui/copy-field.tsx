import { Check, Copy } from 'lucide-react';
import { useId } from 'react';
import { useCopy } from '../../lib/clipboard.js';
import { Button } from './button.js';

/** Something to hand on, such as a link: shown whole, copied by a button. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();
  const [copied, copy] = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-13 font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="h-10 min-w-0 flex-1 rounded-sm border border-line bg-sunken px-3 font-mono text-13 text-ink touch:h-11"
        />
        <Button onClick={() => copy(value)}>
          <Icon size={16} strokeWidth={1.75} aria-hidden />
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  );
}
