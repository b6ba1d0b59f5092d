/** How a line is to be seen: an alert is never told by colour alone, its text says it too. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'alert';

/** One labelled text of the sheet. */
export interface Line {
  readonly label: string;
  readonly text: string;
  readonly tone: Tone;
  /** 1 stays longest; where a panel is too full, the highest numbers leave first. */
  readonly rank: number;
}

/** One of the five questions and its answer. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

export interface Table {
  readonly title: string;
  readonly columns: readonly {
    readonly heading: string;
    readonly share: number;
    /** Numbers stand right, so that their digits align. */
    readonly number?: true;
  }[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[];
}

/** Days that a mark stands for: one day where both ends are the same. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Derived responses are filled squares, stated ones open circles: never in one glyph. */
export type Shape = 'square' | 'circle' | 'diamond' | 'drop';

export interface Mark {
  readonly span: Span;
  readonly shape: Shape;
  readonly filled: boolean;
  /** Said inside the glyph: a letter or a sign. */
  readonly letter: string;
  readonly tone: 'good' | 'steady' | 'bad' | 'unknown';
  /** The mark in words, date included. */
  readonly says: string;
}

export interface Bar {
  /** Days of the start and of the end; each an interval, as their dates may be. */
  readonly start: Span;
  readonly end: Span | null;
  readonly label: string;
  readonly held: boolean;
  readonly says: string;
}

export interface Lane {
  readonly title: string;
  readonly marks: readonly Mark[];
  readonly bars: readonly Bar[];
}

export interface Drawing {
  readonly title: string;
  /** What the picture shows, for those who do not see it. */
  readonly alt: string;
  readonly range: Span;
  readonly lanes: readonly Lane[];
  /** Interval of the diagnosis of leptomeningeal metastasis. */
  readonly lm: Span | null;
  readonly lmLabel: string;
  readonly onLabel: string;
  readonly legend: readonly { readonly mark: Omit<Mark, 'span'> }[];
  /** What the thin line beside a mark means. */
  readonly vague: string;
  /** What a number beside the name of a lane means. */
  readonly left: string;
  /** Said where there is nothing to draw in a lane. */
  readonly nothing: string;
}

/** All that the sheet says, in the order in which it is read. */
export interface Sheet {
  readonly language: string;
  readonly title: string;
  readonly heading: string;
  readonly subject: string;
  readonly moment: string;
  readonly panels: readonly Panel[];
  readonly drawing: Drawing;
  readonly table: Table;
  readonly footer: readonly string[];
  /** What the sheet is not; it stands where it cannot be cut off. */
  readonly research: string;
  /** How a panel says that lines were left out. */
  readonly more: (count: number) => string;
  /** How the foot says that signs have no glyph in any font of the sheet. */
  readonly withoutGlyph: (count: number) => string;
  /**
   * Instant at which the knowledge shown was recorded, or the day asked for where nothing was: the file is as old
   * as that, not as its printing.
   */
  readonly createdAt: string;
}
