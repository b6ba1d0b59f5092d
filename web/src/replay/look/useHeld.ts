import { useState } from 'react';
import type { ReplayAnswer } from '@web/api/types';

export interface Picture {
  readonly whole: ReplayAnswer;
  readonly shown: ReplayAnswer;
}

const rulesOf = ({ endpoints: { ruleset, mode, origin } }: ReplayAnswer) => [ruleset.digest, mode, origin];

/** Two pictures that differ only in what was recorded after the knowledge that is looked at. */
export const isSamePast = (a: Picture, b: Picture): boolean =>
  a.shown.revision < a.shown.head &&
  a.shown.revision === b.shown.revision &&
  a.shown.on === b.shown.on &&
  JSON.stringify([a.whole, a.shown].map(rulesOf)) === JSON.stringify([b.whole, b.shown].map(rulesOf));

/** While the past is looked at, what is recorded meanwhile is said, and moves nothing in the picture. */
export const useHeld = (picture: Picture): Picture => {
  const [held, hold] = useState(picture);
  const isHeld = isSamePast(picture, held);
  if (!isHeld && (held.whole !== picture.whole || held.shown !== picture.shown)) hold(picture);
  return isHeld ? held : picture;
};
