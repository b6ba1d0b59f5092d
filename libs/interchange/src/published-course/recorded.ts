import {
  checkFact,
  decodeFact,
  definedSpecimen,
  factReferences,
  usedSpecimen,
  type Fact,
  type FactKind,
} from '@leptotrace/clinical';
import type { Issue } from '@leptotrace/kernel';

/** What of a course stands recorded so far: later rows may point to it. */
export class Recorded {
  private readonly kinds = new Map<string, FactKind>();
  private readonly specimens = new Set<string>();
  /** The recorded fact that stands for a fact of the source. */
  private readonly standsFor = new Map<string, string>();

  kindOf(factId: string): FactKind | null {
    return this.kinds.get(factId) ?? null;
  }

  hasSpecimen(specimenId: string): boolean {
    return this.specimens.has(specimenId);
  }

  idOf(sourceId: string): string | null {
    return this.standsFor.get(sourceId) ?? null;
  }

  /** An id that no fact has yet. */
  free(factId: string): string {
    if (!this.kinds.has(factId)) return factId;
    const next = Array.from({ length: this.kinds.size + 1 }, (_, index) => `${factId}.${index + 2}`);
    return next.find((id) => !this.kinds.has(id)) as string;
  }

  add(sourceId: string, factId: string, fact: Fact): void {
    this.kinds.set(factId, fact.kind);
    const specimen = definedSpecimen(fact);
    if (specimen !== null) this.specimens.add(specimen);
    if (factId === sourceId || !this.standsFor.has(sourceId)) this.standsFor.set(sourceId, factId);
  }

  /** Everything that would have the fact refused. */
  issuesOf(fact: Fact): readonly Issue[] {
    const decoded = decodeFact(fact);
    if (!decoded.ok) return decoded.issues;
    return [...checkFact(fact), ...this.referenceIssues(fact)];
  }

  private referenceIssues(fact: Fact): readonly Issue[] {
    const lost = factReferences(fact).flatMap(({ path, id, kinds }): readonly Issue[] => {
      const kind = this.kindOf(id);
      return kind !== null && (!kinds || kinds.includes(kind))
        ? []
        : [{ path, message: `${id} is no ${kinds?.join(' or ') ?? 'fact'} before it`, mend: '' }];
    });
    const specimen = usedSpecimen(fact);
    return specimen === null || this.hasSpecimen(specimen)
      ? lost
      : [...lost, { path: '/specimenId', message: `no specimen ${specimen} before it`, mend: '' }];
  }
}
