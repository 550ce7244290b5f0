import { Check, Copy, Download, Printer } from 'lucide-react';
import { Button } from '../../components/ui/button.js';
import { useCopy } from '../../lib/clipboard.js';
import { saveFile } from '../../lib/save-file.js';

/** Recovery codes, this once: to copy, to keep as a file, to print. */
export function RecoveryCodeSheet({ codes }: { codes: readonly string[] }) {
  const [copied, copy] = useCopy();
  const text = codes.join('\n');
  return (
    <div>
      <ol
        aria-label="Recovery codes"
        className="print-alone grid grid-cols-2 gap-x-6 gap-y-1 rounded-sm border border-line bg-sunken px-4 py-3 font-mono text-15 tabular-nums select-all"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" onClick={() => copy(text)}>
          {copied ? <Check size={16} aria-hidden /> : <Copy size={16} strokeWidth={1.75} aria-hidden />}
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <Button
          size="sm"
          onClick={() => saveFile('colloquy-recovery-codes.txt', new Blob([`${text}\n`], { type: 'text/plain' }))}
        >
          <Download size={16} strokeWidth={1.75} aria-hidden />
          Download
        </Button>
        <Button size="sm" onClick={() => window.print()}>
          <Printer size={16} strokeWidth={1.75} aria-hidden />
          Print
        </Button>
      </div>
    </div>
  );
}
