const isLink = (document: string): boolean => /^https:\/\/[^\s]+$/.test(document);

/** A document that a source names: a link where it is one. */
export const Document = ({ document }: { readonly document: string }) =>
  isLink(document) ? (
    <a href={document} rel="noreferrer noopener" target="_blank">
      {document}
    </a>
  ) : (
    <code>{document}</code>
  );
