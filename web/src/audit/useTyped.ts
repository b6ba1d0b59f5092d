import { useState } from 'react';

/**
 * What is typed into a field whose value lives in the address: it follows the address when that changes
 * from elsewhere, and the field stays the same one, so that who typed keeps the focus.
 */
export const useTyped = (value: string): readonly [string, (text: string) => void] => {
  const [typed, setTyped] = useState({ text: value, over: value });
  if (typed.over !== value) setTyped({ text: value, over: value });
  return [typed.text, (text) => setTyped({ text, over: value })];
};
