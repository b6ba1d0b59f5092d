/**
 * Every behaviour that an adapter of the port must show, as data: the suite takes its test names from
 * here, and the documentation prints this table.
 */
export interface Behaviour {
  readonly id: string;
  readonly section: 'append' | 'retry' | 'streams' | 'log' | 'subscriptions' | 'lifecycle';
  readonly title: string;
  /** What the harness must offer; without it the behaviour is not tested for that adapter. */
  readonly needs?: 'rejectsReusedIds' | 'reopen' | 'failMidAppend' | 'loseNextAnswer' | 'drop' | 'openAbsent';
}

export const CONTRACT = [
  { id: '01', section: 'append', title: 'answers the last revision and a position to a first append' },
  {
    id: '02',
    section: 'append',
    title: 'answers conflict with the true revision to no-stream on a stream that exists',
  },
  { id: '03', section: 'append', title: 'appends at the exact head and stays dense' },
  { id: '04', section: 'append', title: 'answers conflict below the head to new ids, and writes nothing' },
  {
    id: '05',
    section: 'append',
    title: 'answers conflict above the head, and no-stream for a stream that is missing',
  },
  { id: '06', section: 'append', title: 'shows an append of several events whole or not at all' },
  {
    id: '06b',
    section: 'append',
    title: 'keeps no event of an append that failed between two of its rows, and works on',
    needs: 'failMidAppend',
  },
  { id: '07', section: 'append', title: 'lets exactly one of 200 concurrent appends at one revision win' },
  { id: '08', section: 'append', title: 'takes concurrent appends to different streams, each dense' },
  { id: '09', section: 'append', title: 'keeps the order inside an append in the stream and in the log' },
  {
    id: '10',
    section: 'append',
    title: 'gives data back equal: unicode, nesting, numbers, empty text, order of keys',
  },
  { id: '11', section: 'append', title: 'gives metadata back untouched and adds nothing to it' },
  {
    id: '12',
    section: 'append',
    title: 'refuses 501 events or 900,001 bytes before writing, and takes 500 and 900,000',
  },
  {
    id: '13',
    section: 'retry',
    title: 'answers already-appended with the first revision and position to a repeat',
  },
  {
    id: '14',
    section: 'retry',
    title: 'recognises a repeat after the log was closed and opened again',
    needs: 'reopen',
  },
  { id: '15', section: 'retry', title: 'recognises a repeat after further events' },
  {
    id: '16',
    section: 'retry',
    title: 'answers conflict when only the first ids are the same, and writes nothing',
  },
  { id: '17', section: 'retry', title: 'treats the same id in another stream as another event' },
  {
    id: '18',
    section: 'retry',
    title: 'keeps one copy when the answer was lost and the append repeated, by the store or by its caller',
    needs: 'loseNextAnswer',
  },
  {
    id: '19',
    section: 'retry',
    title: 'refuses an id that the stream holds already',
    needs: 'rejectsReusedIds',
  },
  { id: '20', section: 'streams', title: 'answers missing for a stream that is not there' },
  {
    id: '21',
    section: 'streams',
    title: 'reads from and to as inclusive revisions; a reversed range is found and empty',
  },
  { id: '22', section: 'streams', title: 'reads nothing beyond the end, with the true last revision' },
  { id: '23', section: 'streams', title: 'reads a stream of 10,000 events whole and in order' },
  { id: '24', section: 'streams', title: 'reads its own append at once' },
  { id: '25', section: 'streams', title: 'reads a dense prefix while others append' },
  {
    id: '26',
    section: 'log',
    title: 'gives positions that rise and sort as plain text over the steps of digits',
  },
  {
    id: '27',
    section: 'log',
    title:
      'reads after a position exclusively: every page size yields every event once, whatever else lies there',
  },
  { id: '28', section: 'log', title: 'takes as category the text before the first hyphen, exactly' },
  { id: '29', section: 'log', title: 'moves scannedTo past what does not match, so a sparse filter ends' },
  { id: '30', section: 'log', title: 'delivers only what the filter asks for, and no system events' },
  {
    id: '31',
    section: 'log',
    title: 'keeps commit order, and a reader that polls during 1,000 commits misses none',
  },
  {
    id: '32',
    section: 'subscriptions',
    title: 'delivers history, caught-up, then live, without gap or duplicate',
  },
  { id: '33', section: 'subscriptions', title: 'starts behind a position, or with what comes from now on' },
  {
    id: '34',
    section: 'subscriptions',
    title: 'hands a slow consumer batches of at most batchSize and loses nothing',
  },
  {
    id: '35',
    section: 'subscriptions',
    title: 'moves the checkpoint although nothing matches, on a short and on an idle log',
  },
  {
    id: '36',
    section: 'subscriptions',
    title: 'never moves a checkpoint back, and resumes from each without loss',
  },
  {
    id: '37',
    section: 'subscriptions',
    title: 'resumes behind the last delivered event after it was dropped',
    needs: 'drop',
  },
  {
    id: '38',
    section: 'subscriptions',
    title: 'ends within 100 ms of the abort signal and leaves no listener',
  },
  {
    id: '39',
    section: 'subscriptions',
    title: 'hands over an event that its reader cannot understand, and goes on',
  },
  { id: '40', section: 'subscriptions', title: 'serves subscribers with different filters independently' },
  {
    id: '41',
    section: 'lifecycle',
    title: 'answers sealed to any append after a seal, and takes the same seal twice',
  },
  { id: '42', section: 'lifecycle', title: 'keeps the events of a sealed stream in the log' },
  {
    id: '43',
    section: 'lifecycle',
    title: 'purges a stream from all reads and never gives its positions away again',
  },
  {
    id: '44',
    section: 'lifecycle',
    title: 'fails with StoreUnavailable after close, ends iterators, and closes twice',
  },
  {
    id: '45',
    section: 'lifecycle',
    title: 'has a log id that is stable, and different from that of another log',
  },
  {
    id: '45b',
    section: 'lifecycle',
    title: 'keeps its log id and its events when it is opened again',
    needs: 'reopen',
  },
  {
    id: '46',
    section: 'lifecycle',
    title: 'fails with StoreUnavailable while the server is absent, and recovers when it comes',
    needs: 'openAbsent',
  },
] as const satisfies readonly Behaviour[];

export type BehaviourId = (typeof CONTRACT)[number]['id'];
