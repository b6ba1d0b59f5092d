import type { Random } from './random';
import { DATES, Values, type Schema } from './values';
import type { Sent, TakenFact, TakenPatient, World } from './world';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** What docs/openapi.json says, as far as requests are made from it. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const MOST_FACTS_OF_ONE = 60;
const MOST_WEBHOOKS = 20;
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
/** In a file every fact may point to every other. */
const IN_FILE = { patientIds: [], facts: new Map(NAMES.map((name) => [name, { kind: '' }])) };
/** Of facts of published courses: what is read as a number or a quantity there. */
const FIELDS = [
  'fractions',
  'doseGy',
  'volumeMl',
  'openingPressure',
  'drug',
  'dose',
  'value',
  'grade',
] as const;
const RULESETS = ['lm-fda', 'lm-ema', 'as-stated', 'lm-fda@1.0.0', 'nobody'] as const;
const KNOWLEDGE = [
  'r0',
  'r1',
  'r3',
  'r999999999',
  '2024-05-03',
  '2030-01-01T00:00:00Z',
  '9999-12-31',
] as const;
const ORIGINS = ['first-dose', 'current-line', 'lm-diagnosis', 'fact:x', 'x'] as const;
const CRITERIA = ['RECIST-1.1', 'RANO-BM-2015', 'RANO-LM-2017', 'STATED', 'EANO-ESMO'] as const;

/** Values of parameters, by name: some are taken, some are not. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  on: DATES,
  fromOn: DATES,
  toOn: DATES,
  from: [...DATES, ...KNOWLEDGE],
  to: KNOWLEDGE,
  asOf: KNOWLEDGE,
  ruleset: RULESETS,
  against: RULESETS,
  id: RULESETS,
  origin: ORIGINS,
  mode: ['FDA', 'EMA', 'x'],
  reader: ['accepted', 'investigator', 'x', 'constructor'],
  paramcd: ['OS', 'PFS', 'CNSPFS', 'BOR', 'OVR', 'DOR', 'x', 'constructor'],
  criterion: CRITERIA,
  compartment: ['cns', 'non-cns', 'x'],
  form: ['full', 'compact', 'x'],
  lang: ['en', 'de', 'zh', 'x'],
  kind: ['ImagingStudyReported', 'toString', 'x'],
  type: ['ProgressionDerived', 'constructor', 'x'],
  name: ['recorded', 'registered', 'toString'],
  limit: ['1', '50', '0', '-1', '1e9', 'x'],
  version: ['1', '2', 'x'],
  after: ['0', '1', 'x', '00000000000000000001'],
  before: ['0', '3', '99999999999', 'x'],
};
/** What every route takes where it asks for it. */
const SOUND: Readonly<Record<string, string>> = { paramcd: 'OS', against: 'lm-ema' };
const ODD = ['', ' ', '\u0000', '%', '../..', 'x'.repeat(300), '脑', '[object Object]', 'a&b=c'] as const;

const ofPatient = ({ method, path }: Route): boolean => method === 'GET' && path.includes('{patientId}');

/** Requests from the document, about what the service has taken so far. */
export class Requests {
  private readonly routes: readonly Route[];
  private readonly factKinds: Readonly<Record<string, Schema>>;
  private made = 0;

  constructor(
    private readonly document: Document,
    private readonly random: Random,
    private readonly world: World,
  ) {
    this.routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation,
      })),
    );
    const kinds = Object.entries(document.components.schemas).flatMap(([, schema]) => {
      const kind = schema.properties?.['kind']?.const;
      return typeof kind === 'string' ? [[kind, schema] as const] : [];
    });
    this.factKinds = Object.fromEntries(kinds);
  }

  next(): Sent {
    const { random, world } = this;
    const open = [...world.patients.values()].filter(({ facts }) => facts.size < MOST_FACTS_OF_ONE);
    if (open.length < 3) return this.registration();
    const patient = random.pick(open.slice(-6));
    if (patient.facts.size === 0) return this.beginning(patient);
    if (random.chance(0.4)) return this.about(this.route('POST', '/v1/patients/{patientId}/facts'), patient);
    if (random.chance(0.08)) return this.importing();
    const route = random.pick(this.routes);
    const isOneWebhookMore = route.path === '/v1/webhooks' && world.webhookIds.length >= MOST_WEBHOOKS;
    return isOneWebhookMore && route.method === 'POST' ? this.next() : this.about(route, patient);
  }

  /** Every route that reads a patient, asked as it should be. */
  reading(patient: TakenPatient): readonly Sent[] {
    const [factId] = patient.facts.keys();
    const [decisionId] = patient.decisions;
    const ids: Readonly<Record<string, string | undefined>> = {
      ...SOUND,
      patientId: patient.id,
      factId,
      decisionId,
    };
    return this.routes.filter(ofPatient).flatMap((route) => {
      const needed = (route.operation.parameters ?? []).filter(({ required }) => required);
      if (needed.some(({ name }) => ids[name] === undefined)) return [];
      const query = needed
        .filter((parameter) => parameter.in === 'query')
        .map(({ name }) => `${name}=${ids[name]}`);
      const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
        encodeURIComponent(ids[name] ?? ''),
      );
      return [{ method: 'GET', route: route.path, url: `${path}?${query.join('&')}`, headers: {} }];
    });
  }

  private route(method: string, path: string): Route {
    return this.routes.find((route) => route.method === method && route.path === path) as Route;
  }

  private registration(): Sent {
    const body = JSON.stringify({
      patientId: `fuzz-${(this.made += 1)}`,
      ageAtDiagnosis: 50 + this.random.below(30),
    });
    return { method: 'POST', route: '/v1/patients', url: '/v1/patients', headers: json, body };
  }

  /** What other facts point to. */
  private beginning({ id }: TakenPatient): Sent {
    const { random } = this;
    const occurredOn = (): string => random.pick(DATES);
    const facts = [
      ...['s1', 's2', 's3'].map((specimenId) => ({ kind: 'LumbarPuncturePerformed', specimenId })),
      { kind: 'TherapyStarted', agent: 'osimertinib', route: 'oral' },
      { kind: 'ImagingStudyReported', modality: 'mri', regions: ['brain'] },
    ].map((fact) => ({ ...fact, occurredOn: occurredOn() }));
    const route = '/v1/patients/{patientId}/facts';
    const body = JSON.stringify({ facts });
    return { method: 'POST', route, url: `/v1/patients/${id}/facts`, headers: json, body, patientId: id };
  }

  private about(route: Route, patient: TakenPatient): Sent {
    const { random } = this;
    const factId = random.chance(0.95) ? random.pick([...patient.facts.keys()]) : 'no-such-fact';
    const ids: Readonly<Record<string, string | undefined>> = {
      patientId: random.chance(0.97) ? patient.id : random.pick(['nobody', ...ODD]),
      factId,
      decisionId: random.pick(patient.decisions),
      webhookId: random.pick(this.world.webhookIds),
    };
    const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent(ids[name] ?? random.pick(PARAMETERS[name] ?? ['x'])),
    );
    const content = route.operation.requestBody?.content['application/json'];
    const body = content && this.body(route, content.schema, patient, factId);
    return {
      method: route.method,
      route: route.path,
      url: path + this.query(route),
      headers: { ...(body === undefined ? {} : json), ...this.headers() },
      ...(body === undefined ? {} : { body }),
      ...(ids['patientId'] === patient.id && path.includes(patient.id) ? { patientId: patient.id } : {}),
      ...(factId === undefined ? {} : { factId }),
    };
  }

  private body(route: Route, schema: Schema, patient: TakenPatient, factId: string | undefined): string {
    const { random } = this;
    const values = this.values(patient);
    const fact = patient.facts.get(factId ?? '');
    const made = route.path.endsWith('/facts')
      ? {
          facts: Array.from({ length: 1 + random.below(4) }, () =>
            values.of(random.pick(Object.values(this.factKinds))),
          ),
        }
      : (values.of(schema) as Record<string, unknown>);
    const sound = fact ? { ...made, ...this.correcting(made, fact, values) } : made;
    return values.text(random.chance(0.3) ? values.damaged(sound) : sound);
  }

  /** Mostly the statement that it corrects, and a fact of the same kind. */
  private correcting(made: object, { kind, revision }: TakenFact, values: Values): object {
    const ofKind = this.factKinds[kind];
    return {
      ...('supersedes' in made && this.random.chance(0.9) ? { supersedes: revision } : {}),
      ...('fact' in made && ofKind && this.random.chance(0.9) ? { fact: values.of(ofKind) } : {}),
    };
  }

  private values(patient: TakenPatient): Values {
    const known = { patientIds: [...this.world.patients.keys()], facts: patient.facts };
    return new Values(this.random, this.document.components.schemas, known);
  }

  private query({ operation }: Route): string {
    const { random } = this;
    const chosen = (operation.parameters ?? []).filter(
      ({ required, ...parameter }) => parameter.in === 'query' && (required || random.chance(0.25)),
    );
    const pairs = chosen.map(({ name, schema }) => {
      const usual = (schema?.enum as readonly string[] | undefined) ?? PARAMETERS[name] ?? ['x', 'true'];
      return [name, random.pick(random.chance(0.9) ? usual : ODD)] as const;
    });
    if (random.chance(0.02)) pairs.push([random.pick(['unknown', '__proto__', 'constructor']), 'x']);
    return pairs.length === 0
      ? ''
      : `?${new URLSearchParams(pairs as unknown as [string, string][]).toString()}`;
  }

  private headers(): Record<string, string> {
    const { random } = this;
    return {
      ...(random.chance(0.05) ? { 'idempotency-key': `key-${random.below(40)}` } : {}),
      ...(random.chance(0.03) ? { 'if-match': random.pick(['"r1"', '"r3"', 'x', '"r999999999"']) } : {}),
    };
  }

  /** A file of one of the forms that are taken: lines of the native one, a published course, SDTM. */
  private importing(): Sent {
    const { random } = this;
    const id = `file-${(this.made += 1)}`;
    const [type, body] = random.pick([() => this.lines(id), () => this.course(id), () => this.csv(id)])();
    const dryRun = random.chance(0.2) ? '?dryRun=true' : '';
    return {
      method: 'POST',
      route: '/v1/imports',
      url: `/v1/imports${dryRun}`,
      headers: { 'content-type': type },
      body,
    };
  }

  private lines(patientId: string): readonly [string, string] {
    const { random } = this;
    const values = new Values(random, this.document.components.schemas, IN_FILE);
    const head = { format: 'leptotrace/1', patientId };
    const facts = NAMES.slice(0, 1 + random.below(NAMES.length)).map((factId) => {
      const fact = values.of(random.pick(Object.values(this.factKinds)));
      const { ref: _ref, ...recorded } = fact as Record<string, unknown>;
      const line = { ...head, statement: 'recorded', factId, fact: recorded };
      return values.text(random.chance(0.1) ? values.damaged(line) : line);
    });
    return [
      'application/x-ndjson',
      [JSON.stringify({ ...head, statement: 'registered' }), ...facts].join('\n'),
    ];
  }

  private course(id: string): readonly [string, string] {
    const { random } = this;
    const values = new Values(random, this.document.components.schemas, IN_FILE);
    const types = [
      'diagnosis',
      'therapy_start',
      'therapy_stop',
      'imaging',
      'csf_cytology',
      'molecular',
      'radiotherapy',
      'lumbar_puncture',
      'death',
      'x',
    ];
    const facts = NAMES.map((name, at) => ({
      ...(values.of(random.pick(Object.values(this.factKinds))) as object),
      id: name,
      seq: at,
      type: random.pick(types),
      [random.pick(FIELDS)]: values.of({ type: 'string' }),
      date: random.pick(DATES.slice(0, 8)),
      ...(random.chance(0.2)
        ? { relativeTo: { fact: random.pick(NAMES), offset: values.of({}, 'offset') } }
        : {}),
    }));
    const file = { format: 'lm-published-course/1', id, facts, reported: values.of({}) };
    return ['application/json', values.text(random.chance(0.3) ? values.damaged(file) : file)];
  }

  private csv(id: string): readonly [string, string] {
    const { random } = this;
    const columns = ['DOMAIN', 'USUBJID', 'RSSEQ', 'RSTESTCD', 'RSORRES', 'RSDTC', 'RSEVAL', 'VISIT'];
    const cell = (name: string): string => {
      if (name === 'DOMAIN') return random.pick(['RS', 'TR', 'TU', 'DM', 'EX', 'DS', 'XX']);
      if (name === 'USUBJID') return id;
      return random.pick([
        '',
        '1',
        'PD',
        'SD',
        'OVRLRESP',
        ...DATES,
        '"a ""b"""',
        '"',
        '9007199254740993',
        '1,5',
      ]);
    };
    const rows = Array.from({ length: 1 + random.below(5) }, () => columns.map(cell).join(','));
    return ['text/csv', [columns.join(','), ...rows].join('\n')];
  }
}

const json = { 'content-type': 'application/json' } as const;
