import { LANES } from '../marks';
import type { Lanes } from '../model';
import type { Words } from './useWords';

/** Lanes that are left out, by name: nothing was recorded, which is not the same as nothing being there. */
export const Absent = ({ lanes, words }: { readonly lanes: Lanes; readonly words: Words }) => {
  const absent = LANES.filter((id) => !lanes.has(id));
  if (absent.length === 0) return null;
  const names = new Intl.ListFormat(words.language, { type: 'unit' }).format(
    absent.map((id) => words.t(`lane.${id}`)),
  );
  return <p className="cc-absent muted">{words.t('noFacts', { names })}</p>;
};
