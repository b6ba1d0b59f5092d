import { lookup } from 'node:dns/promises';
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

/** The URL of a webhook may not be called. The message is fit for whoever made the webhook. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

type Network = readonly [IPv4 | IPv6, number];

/** @throws RangeError for what is no network, as 10.1.0.0/16. */
export const networksIn = (texts: readonly string[]): readonly Network[] =>
  texts.map((text) => {
    try {
      return ipaddr.parseCIDR(text);
    } catch {
      throw new RangeError(`${text} is no network: use 10.1.0.0/16`);
    }
  });

const isIn = (address: IPv4 | IPv6, [network, bits]: Network): boolean =>
  address.kind() === network.kind() && address.match(network, bits);

/** Of a network that was allowed by name. IPv4 inside of IPv6 counts as the IPv4 that it is. */
export const isAllowed = (address: string, networks: readonly Network[]): boolean =>
  ipaddr.isValid(address) && networks.some((network) => isIn(ipaddr.process(address), network));

/** All that is given out of IPv6; outside are forms that hide an IPv4 address, as ::127.0.0.1. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');
/** Metadata and keys of a cloud at an address of the public range: answered from inside of it alone. */
const CLOUD_INSIDE = new Set(['168.63.129.16']);

/** An address of the public internet: none of a private, local, tunnelled, mapped or reserved range. */
export const isPublic = (text: string): boolean => {
  if (!ipaddr.isValid(text) || CLOUD_INSIDE.has(text)) return false;
  const address = ipaddr.parse(text);
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || isIn(address, GLOBAL_IPV6));
};

/** `hostname` of a URL, an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

export type Resolve = (host: string) => Promise<readonly string[]>;

export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** Where webhooks may be sent. */
export interface Allowed {
  /** Beside the public internet. */
  readonly networks: readonly Network[];
  /** Names, or `*.example.org` for those below one; any where there are none. */
  readonly hosts: readonly string[];
}

const isListed = (host: string, hosts: readonly string[]): boolean =>
  hosts.length === 0 ||
  hosts.some((listed) => (listed.startsWith('*.') ? host.endsWith(listed.slice(1)) : host === listed));

export interface Target {
  readonly url: URL;
  /** The address that was checked: the one to connect to, whatever the name says the next time. */
  readonly address: string;
}

const urlOf = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new AddressRefused('not an https URL');
  if (url.username !== '' || url.password !== '') throw new AddressRefused('names a user; leave it out');
  if (url.hash !== '') throw new AddressRefused('has a fragment; leave it out');
  return url;
};

const resolved = async (host: string, resolve: Resolve): Promise<readonly string[]> => {
  if (ipaddr.isValid(host)) return [host];
  try {
    return await resolve(host);
  } catch {
    throw new AddressRefused('its name does not resolve');
  }
};

/**
 * Where a webhook may be sent: to addresses of the public internet over https, and to the networks that the
 * operator allows; by names of the list, where there is one. Every address of a name must pass: one that does not
 * is reason enough to refuse it.
 * @throws AddressRefused
 */
export const targetOf = async (
  text: string,
  { networks, hosts }: Allowed,
  resolve: Resolve = systemResolve,
): Promise<Target> => {
  const url = urlOf(text);
  if (!isListed(hostOf(url), hosts)) throw new AddressRefused('its host is not in WEBHOOK_HOSTS');
  const addresses = await resolved(hostOf(url), resolve);
  const [address] = addresses;
  if (address === undefined) throw new AddressRefused('its name does not resolve');
  const isOurs = addresses.every((one) => isAllowed(one, networks));
  if (!isOurs && !addresses.every((one) => isPublic(one) || isAllowed(one, networks)))
    throw new AddressRefused('its address is not of the public internet, nor in WEBHOOK_NETWORKS');
  if (!isOurs && url.protocol !== 'https:') throw new AddressRefused('not an https URL');
  return { url, address };
};
