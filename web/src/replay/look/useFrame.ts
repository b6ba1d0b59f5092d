import { useCallback, useEffect, useRef } from 'react';

/**
 * Calls at once, then at most once a frame with what was asked last: a pointer, and a key that is held,
 * move more often than a screen draws.
 */
export const useFrame = <A extends readonly unknown[]>(
  call: (...args: A) => void,
): ((...args: A) => void) => {
  const waiting = useRef<A | null>(null);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return useCallback(
    (...args: A) => {
      if (frame.current !== 0) {
        waiting.current = args;
        return;
      }
      const next = (): void => {
        const last = waiting.current;
        waiting.current = null;
        frame.current = last ? requestAnimationFrame(next) : 0;
        if (last) call(...last);
      };
      frame.current = requestAnimationFrame(next);
      call(...args);
    },
    [call],
  );
};
