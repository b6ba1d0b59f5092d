/** What a key does; every one of them is listed in the help. */
export const SHORTCUTS = [
  { does: 'previousEvent', keys: ['[', ','] },
  { does: 'nextEvent', keys: [']', '.'] },
  { does: 'previousProgression', keys: ['{', '<'] },
  { does: 'nextProgression', keys: ['}', '>'] },
  { does: 'previousDecision', keys: ['D'] },
  { does: 'nextDecision', keys: ['d'] },
  { does: 'play', keys: ['p'] },
  { does: 'then', keys: ['k'] },
  { does: 'compare', keys: ['c'] },
  { does: 'table', keys: ['t'] },
  { does: 'help', keys: ['?'] },
] as const;

export type Shortcut = (typeof SHORTCUTS)[number]['does'];

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly getModifierState: (key: string) => boolean;
}

/** Brackets need AltGr on many keyboards, which Windows reports as Ctrl and Alt. */
const isPlain = (event: Pressed): boolean =>
  !event.metaKey && (event.getModifierState('AltGraph') || (!event.ctrlKey && !event.altKey));

/** What a pressed key asks for; `null` when it is none of ours. */
export const shortcutOf = (event: Pressed): Shortcut | null =>
  isPlain(event) ? (SHORTCUTS.find(({ keys }) => keys.some((key) => key === event.key))?.does ?? null) : null;
