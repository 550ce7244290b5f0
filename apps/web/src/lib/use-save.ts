import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const SHOWN_MS = 3_000;

/**
 * Saves as one goes. `pending` is what is on its way, at once, so that a choice does not jump back meanwhile; `saved`
 * holds for a moment after each success.
 */
export function useSave<A, R>(run: (change: A) => Promise<R>) {
  const [times, setTimes] = useState(0);
  const [pending, setPending] = useState<{ change: A }>();
  const { mutate, error } = useMutation({
    mutationFn: run,
    onSuccess: () => setTimes((n) => n + 1),
    onSettled: () => setPending(undefined),
  });
  useEffect(() => {
    if (times === 0) return;
    const timer = setTimeout(() => setTimes(0), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [times]);
  const save = (change: A) => {
    setPending({ change });
    mutate(change);
  };
  return { save, pending, saved: times > 0 && !pending && !error, error };
}
