import type { Me } from '#contract';
import { useId } from 'react';
import { Saved } from '../../components/ui/notice.js';
import { cn } from '../../lib/cn.js';
import { sayError } from '../../lib/problem.js';
import { updateMe } from './api.js';
import { useSave } from '../../lib/use-save.js';

const HUES = ['Rose', 'Amber', 'Olive', 'Green', 'Teal', 'Blue', 'Violet', 'Magenta'];

/** The colour of my name, one of the eight that are equally light. */
export function HuePicker({ me }: { me: Me }) {
  const note = useId();
  const { save, saving, wanted, saved, error } = useSave((color: number) => updateMe({ color }));
  const shown = saving ? wanted : me.color;
  return (
    <fieldset aria-describedby={note}>
      <legend className="mb-1.5 text-13 font-medium">Colour</legend>
      <div className="grid max-w-80 grid-cols-8">
        {HUES.map((name, hue) => (
          <label key={name} data-hue={hue} title={name} className="relative grid h-9 touch:h-11">
            <input
              type="radio"
              name="color"
              aria-label={name}
              checked={shown === hue}
              onChange={() => save(hue)}
              className="peer absolute inset-0 cursor-pointer appearance-none rounded-full focus-visible:rounded-full"
            />
            <span
              aria-hidden
              className={cn(
                'pointer-events-none m-auto size-7 rounded-full bg-person ring-offset-2 ring-offset-paper',
                shown === hue && 'ring-2 ring-person',
              )}
            />
          </label>
        ))}
      </div>
      <div id={note} role="status" className="mt-1.5 text-13 text-ink-faint">
        {saved ? (
          <Saved />
        ) : error ? (
          <span className="text-bad">{sayError(error)}</span>
        ) : (
          'Of your name, in every room.'
        )}
      </div>
    </fieldset>
  );
}
