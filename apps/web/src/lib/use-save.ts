import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const SHOWN_MS = 3_000;

/** Saves as one goes: `saved` holds for a moment after each success, `wanted` is what was asked for last. */
export function useSave<A, R>(run: (change: A) => Promise<R>) {
  const [times, setTimes] = useState(0);
  const { mutate, variables, isPending, error } = useMutation({
    mutationFn: run,
    onSuccess: () => setTimes((n) => n + 1),
  });
  useEffect(() => {
    if (times === 0) return;
    const timer = setTimeout(() => setTimes(0), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [times]);
  return { save: mutate, saving: isPending, wanted: variables, saved: times > 0 && !isPending && !error, error };
}
