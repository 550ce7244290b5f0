import { useCallback, useLayoutEffect, type RefObject } from 'react';

/** Makes a text field as high as its text, up to so many lines. Gives back what to call when the text changes. */
export function useGrowing(field: RefObject<HTMLTextAreaElement | null>, maxLines: number): () => void {
  const grow = useCallback(() => {
    const element = field.current;
    if (!element) return;
    const style = getComputedStyle(element);
    const frame = element.offsetHeight - element.clientHeight;
    const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
    const limit = parseFloat(style.lineHeight) * maxLines + padding;
    element.style.height = 'auto';
    element.style.overflowY = element.scrollHeight > limit ? 'auto' : 'hidden';
    element.style.height = `${Math.min(element.scrollHeight, limit) + frame}px`;
  }, [field, maxLines]);
  useLayoutEffect(grow, [grow]);
  return grow;
}
