import { signedTextOf, type ChainRoot } from './chain-root';
import type { RecordedEvent } from './port';
import { isSignedBy } from './root-signature';

/** What the signatures of the roots prove. */
export interface SignedRoots {
  /** Roots that are signed, and by whom they should be. */
  readonly count: number;
  /** Public key of the last of them; `null` without any. */
  readonly key: string | null;
  /** The last root that is signed: it binds everything in front of it. */
  readonly revision: number | null;
  /** `asked`: by the key that was given, or one that it announced; `first-seen`: by a key that the log itself names. */
  readonly trust: 'asked' | 'first-seen' | null;
}

/** Who signs the root behind this one; `null`: whoever likes, or nobody. */
export const keyAfter = ({ nextKey, signature }: ChainRoot): string | null =>
  nextKey ?? signature?.by ?? null;

/**
 * Follows who may sign: the first key that is seen, and from the key that was asked for on, only that and
 * those that a root signed by it announced. A signed root binds every root in front of it, since their
 * hashes are in its text.
 */
export class RootTrust {
  private due: string | null = null;
  private found: SignedRoots = { count: 0, key: null, revision: null, trust: null };

  constructor(private readonly asked: string | null) {}

  get signed(): SignedRoots {
    return this.found;
  }

  /** @returns what is wrong with the root's signature; `null` when nothing is. */
  take(root: ChainRoot, { revision, metadata }: RecordedEvent): string | null {
    const { signature } = root;
    if (!signature) {
      return this.due === null ? null : 'it is not signed, and roots in front of it are';
    }
    const text = signedTextOf(root, { revision, prevHash: metadata.prevHash });
    if (!isSignedBy(signature.by, text, signature.value)) return 'its signature is not of this root';
    if (this.due !== null && signature.by !== this.due)
      return 'it is signed by a key that no root of the key before it announced';
    this.found = {
      count: this.found.count + 1,
      key: signature.by,
      revision,
      trust: this.found.trust === 'asked' || signature.by === this.asked ? 'asked' : 'first-seen',
    };
    this.due = keyAfter(root);
    return null;
  }

  /** After the last root. @returns what is wrong with all of them; `null` when nothing is. */
  settle(): string | null {
    if (this.asked === null || this.found.trust === 'asked') return null;
    return this.found.count === 0
      ? 'no root is signed, and a key was given'
      : 'no root is signed by the key that was given';
  }
}
