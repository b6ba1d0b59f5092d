/** Digits of a number that is kept exactly whatever they are. With more of them a text is no number, and stays as it is. */
export const DIGITS = String.raw`\d{1,15}(?!\d)`;
