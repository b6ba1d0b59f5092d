/** Where a section of the clinical specification stands: its page in `docs/specification`, and its anchor. */
export interface SpecificationPlace {
  readonly page: 'criteria' | 'real-courses';
  readonly anchor: string;
}

/** Sections of the second part begin with R: `R3` is section 3 of real-courses, `3` that of criteria. */
export const specificationOf = (section: string): SpecificationPlace =>
  section.startsWith('R')
    ? { page: 'real-courses', anchor: section.toLowerCase() }
    : { page: 'criteria', anchor: section };

/** The address under which the service shows that section. */
export const specificationPath = (section: string): string => {
  const { page, anchor } = specificationOf(section);
  return `/specification/${page}.html#${anchor}`;
};
