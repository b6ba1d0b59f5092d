/** What is made once for each form and language, and kept: to make a formatter takes as long as many uses of it. */
export const kept = <Form extends object, Made>(make: (form: Form, language: string) => Made) => {
  const made = new WeakMap<Form, Map<string, Made>>();
  return (form: Form, language: string): Made => {
    const ofForm = made.get(form) ?? new Map<string, Made>();
    made.set(form, ofForm);
    const found = ofForm.get(language) ?? make(form, language);
    ofForm.set(language, found);
    return found;
  };
};

/** The formatter of a form that is a constant of its module. */
export const dateFormat = kept(
  (form: Intl.DateTimeFormatOptions, language) => new Intl.DateTimeFormat(language, form),
);
