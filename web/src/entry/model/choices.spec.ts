import { FACT_KIND_NAMES, FACT_KINDS, topicOf, type Fact } from '@leptotrace/clinical';
import { groupKinds, nextKinds } from './kinds';
import { factOptions, search, specimenIds, specimenOptions, type KnownFact } from './options';

const KINDS = FACT_KIND_NAMES.map((kind) => ({
  kind,
  title: FACT_KINDS[kind].title,
  group: topicOf(kind),
  schema: '',
}));
const german: Readonly<Record<string, string>> = { CsfCytologyReported: 'Liquorzytologie' };
const nameOf = (kind: string) => german[kind] ?? kind;

describe('kinds to choose from', () => {
  it('are all there, by topic', () => {
    const groups = groupKinds(KINDS, '', nameOf);
    expect(groups.flatMap(({ kinds }) => kinds)).toHaveLength(FACT_KIND_NAMES.length);
    expect(groups.map(({ group }) => group)).toEqual([
      'diagnosis',
      'specimens',
      'imaging',
      'examination',
      'therapy',
      'outcome',
    ]);
  });

  it('are found by the reader’s name and by the service’s', () => {
    const found = (text: string) =>
      groupKinds(KINDS, text, nameOf).flatMap(({ kinds }) => kinds.map(({ kind }) => kind));
    expect(found('liquorzyt')).toEqual(['CsfCytologyReported']);
    expect(found('CSF cyto')).toEqual(['CsfCytologyReported']);
    expect(found('nothing of this name')).toEqual([]);
  });

  it('are offered after a draft, known ones only, none twice', () => {
    expect(nextKinds(['LumbarPuncturePerformed', 'CsfCytologyReported'])).not.toContain(
      'CsfCytologyReported',
    );
    expect(nextKinds([])).toEqual([]);
    const all = FACT_KIND_NAMES.flatMap((kind) => nextKinds([kind]));
    expect(all.filter((kind) => !(FACT_KIND_NAMES as readonly string[]).includes(kind))).toEqual([]);
  });
});

describe('facts to point to', () => {
  const known = (factId: string, fact: Fact): KnownFact => ({ factId, fact, from: '2024-01-01' });
  const facts = [
    known('f1', { kind: 'TherapyStarted', occurredOn: '2024', agent: 'osimertinib', route: 'oral' }),
    known('f2', { kind: 'LumbarPuncturePerformed', occurredOn: '2024', specimenId: 'lp-1' }),
    known('f3', { kind: 'LumbarPuncturePerformed', occurredOn: '2024' }),
  ];
  const say = ({ fact }: KnownFact): string => fact.kind;

  it('are those of the kinds', () => {
    expect(factOptions(facts, ['TherapyStarted'], say)).toEqual([{ value: 'f1', label: 'TherapyStarted' }]);
    expect(factOptions(facts, [], say)).toHaveLength(3);
  });

  it('are specimens that were named, those of the drafts first', () => {
    const options = specimenOptions(facts, ['lp-9'], { known: say, drafted: () => 'new' });
    expect(options.map(({ value }) => value)).toEqual(['lp-9', 'lp-1']);
    expect(specimenIds(facts)).toEqual(['lp-1']);
  });

  it('are found by any of their words', () => {
    const options = [
      { value: 'osimertinib', label: '奥希替尼' },
      { value: 'folic-acid', label: '叶酸' },
    ];
    expect(search(options, '奥希')).toEqual([options[0]]);
    expect(search(options, 'FOLIC')).toEqual([options[1]]);
    expect(search(options, '')).toEqual(options);
  });
});
