import { useEffect, useRef, useState } from 'react';
import { shortcutOf, type Shortcut } from './shortcuts';

const FIELDS = 'input, select, textarea, [contenteditable], [role="dialog"]';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(FIELDS) !== null;

const KEY = 'leptotrace.shortcuts';

/** Single keys get in the way of those who speak to their machine: they can be switched off. */
export const useShortcuts = (act: Readonly<Record<Shortcut, () => void>>) => {
  const [isOn, setOn] = useState(() => localStorage.getItem(KEY) !== 'off');
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      // A key that is held acts once: it would switch to and fro, or walk out of sight.
      const isOurs = !event.defaultPrevented && !event.repeat && !isTyping(event.target);
      const shortcut = isOurs ? shortcutOf(event) : null;
      if (shortcut === null) return;
      event.preventDefault();
      newest.current[shortcut]();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);
  const choose = (on: boolean) => {
    localStorage.setItem(KEY, on ? 'on' : 'off');
    setOn(on);
  };
  return { isOn, choose };
};
