import type { Texts } from '../texts';
import { PAGE } from './page';
import { PANELS } from './panels';

export const DE: Texts = { ...PAGE, ...PANELS };
