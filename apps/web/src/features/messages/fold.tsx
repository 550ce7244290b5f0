import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { cn } from '../../lib/cn.js';

/** About thirty lines of text; a little more is not worth a fold. */
const FOLDED_PX = 720;
const WORTH_FOLDING_PX = 840;

/** What somebody has unfolded stays so while the page is open, also when it scrolls out of sight. */
const unfolded = new Set<string>();

/** Says that this message shall not fold any more. */
export const keepUnfolded = (id: string): void => void unfolded.add(id);

/** Folds what is very long, with a way to see it whole. */
export function Fold({ id, children }: { id: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [tall, setTall] = useState(false);
  const [open, setOpen] = useState(unfolded.has(id));
  useLayoutEffect(() => {
    setTall((box.current?.scrollHeight ?? 0) > WORTH_FOLDING_PX);
  }, [children]);
  const folded = tall && !open;
  return (
    <>
      <div
        ref={box}
        style={folded ? { maxHeight: FOLDED_PX } : undefined}
        className={cn(folded && 'overflow-hidden [mask-image:linear-gradient(black_80%,transparent)]')}
      >
        {children}
      </div>
      {folded && (
        <button
          type="button"
          aria-expanded={false}
          onClick={() => {
            unfolded.add(id);
            setOpen(true);
          }}
          className="mt-1 -ml-1.5 rounded-sm px-1.5 py-0.5 text-13 font-medium text-accent hover:bg-accent-wash touch:min-h-11"
        >
          Show all of it
        </button>
      )}
    </>
  );
}
