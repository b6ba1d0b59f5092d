/** What stands between this process and the server, as the texts of the client and of Node tell it. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'nothing listens there. Check host and port of EVENTSTORE_URL, and that the server runs.'],
  [/Name resolution failed|ENOTFOUND|EAI_AGAIN/, 'its host name is not known. Check EVENTSTORE_URL.'],
  [
    /wrong version number|packet length too long|EPROTO/,
    'plain text is spoken there, and TLS was asked for. Add tls=false to EVENTSTORE_URL, or switch TLS on at the server.',
  ],
  [/certificate has expired|CERT_HAS_EXPIRED/, 'its certificate has expired. Renew it.'],
  [/altnames/, 'its certificate is for another name. Use a name of the certificate in EVENTSTORE_URL.'],
  [
    /certificate/,
    'its certificate is of an authority that is not known here. Add tlsCAFile=/path/ca.crt to EVENTSTORE_URL.',
  ],
  [
    /Failed to discover/,
    'no node of the cluster says who leads. Check hosts, port and TLS of EVENTSTORE_URL, and that a majority runs.',
  ],
  [
    /Failed to connect|ECONNRESET|Connection dropped|socket hang up/,
    'the connection is closed at once. If it stays so, TLS is wanted there (leave tls=false out), or the port is of something else.',
  ],
  [
    /DEADLINE_EXCEEDED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timed? ?out|silent/i,
    'it did not answer in time. Check the network and the load of the server.',
  ],
];

export const SILENT = 'EventStoreDB does not answer in time. Check the network and the load of the server.';

/** The cause and its mend, for people; without a trace of what was asked. */
export const whyOf = (fault: unknown): string => {
  const text = fault instanceof Error ? fault.message : '';
  const [, why] = CAUSES.find(([pattern]) => pattern.test(text)) ?? [];
  return why === undefined ? 'EventStoreDB does not answer' : `EventStoreDB does not answer: ${why}`;
};
