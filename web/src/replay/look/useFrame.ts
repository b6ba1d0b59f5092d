import { useCallback, useEffect, useRef } from 'react';

/** Calls at most once a frame, with what was asked last: a pointer moves more often than a screen draws. */
export const useFrame = <A extends readonly unknown[]>(
  call: (...args: A) => void,
): ((...args: A) => void) => {
  const newest = useRef<{ readonly call: typeof call; readonly args: A } | null>(null);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return useCallback(
    (...args: A) => {
      const isWaiting = newest.current !== null;
      newest.current = { call, args };
      if (isWaiting) return;
      frame.current = requestAnimationFrame(() => {
        const last = newest.current;
        newest.current = null;
        last?.call(...last.args);
      });
    },
    [call],
  );
};
