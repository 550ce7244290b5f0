import type { ImportReport } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Download, FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { Button } from '../../components/ui/button.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { Chip } from '../../components/ui/notice.js';
import { FormError } from '../../components/ui/states.js';
import { cn } from '../../lib/cn.js';
import { saveFile } from '../../lib/save-file.js';
import { count } from '../../lib/text.js';
import { importAccounts } from './api.js';
import { reportAsCsv } from './import-report.js';

/** Many accounts from a CSV file, and what became of each line. */
export function ImportAccounts({ onClose }: { onClose(): void }) {
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: (file: File) => importAccounts(new Blob([file], { type: 'text/csv' })),
  });
  return (
    <Dialog title="Import users" onClose={onClose} wide>
      {data ? <Report report={data} onClose={onClose} /> : <DropZone busy={isPending} error={error} onFile={mutate} />}
    </Dialog>
  );
}

function DropZone({ busy, error, onFile }: { busy: boolean; error: unknown; onFile(file: File): void }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-13 text-ink-soft">
        A CSV file in UTF-8 whose first line names the columns: <Column>username</Column> and <Column>email</Column>,
        and where you like <Column>display_name</Column>, <Column>role</Column> and <Column>password</Column>. Lines
        without a password get a one-time link.
      </p>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          'flex flex-col items-center gap-3 rounded-md border border-dashed px-4 py-10 text-center transition-colors duration-150',
          over ? 'border-accent bg-accent-wash' : 'border-line-strong',
        )}
      >
        <FileUp size={20} strokeWidth={1.75} aria-hidden className="text-ink-faint" />
        <p className="text-ink-soft">Drop the file here, or</p>
        <Button busy={busy} onClick={() => input.current?.click()}>
          {busy ? 'Importing…' : 'Choose a file'}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          aria-label="CSV file"
          hidden
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) onFile(file);
          }}
        />
      </div>
      <FormError error={error} fields={{}} />
    </div>
  );
}

const Column = ({ children }: { children: string }) => (
  <code className="rounded-[4px] bg-sunken px-1 font-mono text-12 text-ink">{children}</code>
);

function Report({ report, onClose }: { report: ImportReport; onClose(): void }) {
  const links = report.lines.filter(({ passwordLink }) => passwordLink).length;
  const download = () => saveFile('colloquy-import.csv', new Blob([reportAsCsv(report)], { type: 'text/csv' }));
  return (
    <>
      <p role="status">
        {count(report.created, 'account')} made{report.failed > 0 && `, ${count(report.failed, 'line')} not taken`}.
      </p>
      {links > 0 && (
        <p className="mt-1 text-13 text-warn">
          The report holds {count(links, 'one-time link')}. Download it now: they are not shown again.
        </p>
      )}
      <ul
        aria-label="Lines of the file"
        tabIndex={0}
        className="mt-4 max-h-80 divide-y divide-line overflow-y-auto rounded-md border border-line text-13"
      >
        {report.lines.map(({ line, username, status, detail }) => (
          <li key={line} className="flex flex-wrap items-baseline gap-x-3 px-3 py-2">
            <span className="w-14 text-ink-faint tabular-nums">line {line}</span>
            <span className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">{username || '—'}</span>
            {status === 'created' ? <Chip tone="good">made</Chip> : <Chip tone="warn">not taken</Chip>}
            {detail && <span className="w-full ps-17 text-ink-soft">{detail}</span>}
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button look={links > 0 ? 'primary' : 'outline'} onClick={download}>
          <Download size={16} strokeWidth={1.75} aria-hidden />
          Download the report
        </Button>
        <Button look="quiet" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </>
  );
}
