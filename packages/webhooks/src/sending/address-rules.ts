import { lookup as lookupByDns } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { err, ok, type Result } from 'neverthrow';
import { MAX_URL_LENGTH } from '../model/webhook.js';

/** Finds the addresses of a host name. May reject. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** The ports that may be called, unless a setting says otherwise. */
export const DEFAULT_PORTS: readonly number[] = [443, 8443];

export interface AddressRulesOptions {
  /** Origins such as `http://localhost:3000` that may be called in spite of the rules: for development. */
  readonly allow?: readonly string[];
  /** The ports of HTTPS that may be called: 443 and 8443 by default. */
  readonly ports?: readonly number[];
  /** By default the resolver of the machine. */
  readonly resolve?: Resolve;
  /** A proxy makes the connections, and it decides which addresses may be called; only the URL is checked here. */
  readonly isProxied?: boolean;
}

/** An address is refused: a cloud provider answers its own machines there, although it is a public one. */
const METADATA_ADDRESSES: ReadonlySet<string> = new Set(['168.63.129.16']);

/** Global unicast, which is all of IPv6 that is in use. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public internet. Private, loopback, link-local, shared (CGNAT), multicast, reserved
 * and documentation addresses are not, nor are IPv6 addresses that embed an IPv4 one: mapped, NAT64, 6to4, Teredo.
 */
export const isPublicAddress = (text: string): boolean => {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast' || METADATA_ADDRESSES.has(address.toString())) return false;
  return address.kind() === 'ipv4' || address.match(GLOBAL_IPV6);
};

/** `[::1]` → `::1` */
const withoutBrackets = (hostname: string): string => hostname.replace(/^\[(.*)\]$/u, '$1');

const isAddress = (hostname: string): boolean => ipaddr.isValid(hostname);

/** Whether a text is an origin that `allow` understands: scheme, host and port, nothing behind. */
export const isAllowableOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, origin } = new URL(text);
  return /^https?:$/u.test(protocol) && origin === text;
};

/** A host has no address that may be called. The message is for logs: it names the address. */
export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed';
  readonly code = 'ADDRESS_NOT_ALLOWED';
}

/** Decides which URLs may be called. */
export class AddressRules {
  readonly #allow: ReadonlySet<string>;
  readonly #ports: ReadonlySet<number>;
  readonly #resolve: Resolve;
  readonly isProxied: boolean;

  constructor({
    allow = [],
    ports = DEFAULT_PORTS,
    resolve = resolveByDns,
    isProxied = false,
  }: AddressRulesOptions = {}) {
    this.#allow = new Set(allow);
    this.#ports = new Set(ports);
    this.#resolve = resolve;
    this.isProxied = isProxied;
  }

  /** Checks what a URL shows by itself. The error is a phrase that follows the field's name. */
  checkUrl(text: string): Result<URL, string> {
    if (text.length > MAX_URL_LENGTH) return err(`be at most ${MAX_URL_LENGTH} characters long`);
    if (!URL.canParse(text)) return err('be an absolute URL');
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') return err('carry no user name and no password');
    if (url.hash !== '') return err('have no fragment');
    if (this.isAllowed(url)) return ok(url);
    if (url.protocol !== 'https:') return err('begin with https://');
    if (!this.#ports.has(Number(url.port || '443'))) {
      return err(`use one of the ports ${[...this.#ports].join(', ')}`);
    }
    const hostname = withoutBrackets(url.hostname);
    return this.isProxied || !isAddress(hostname) || isPublicAddress(hostname)
      ? ok(url)
      : err('lead to the public internet');
  }

  /** Whether an origin is one that a setting allows in spite of the rules. */
  isAllowed({ protocol, hostname, port }: Pick<URL, 'protocol' | 'hostname' | 'port'>): boolean {
    const bracketed = hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname;
    const authority = port === '' ? bracketed : `${bracketed}:${port}`;
    const text = `${protocol}//${authority}`;
    return URL.canParse(text) && this.#allow.has(new URL(text).origin);
  }

  /**
   * The addresses of a host, if all of them may be called. The caller connects to one of these, and does not resolve
   * the name again. Rejects with `AddressNotAllowed`, or with what the resolver rejects with.
   */
  async addressesOf(hostname: string): Promise<readonly string[]> {
    const host = withoutBrackets(hostname);
    const addresses = isAddress(host) ? [host] : await this.#resolve(host);
    const refused = addresses.find((address) => !isPublicAddress(address));
    if (refused !== undefined || addresses.length === 0) {
      throw new AddressNotAllowed(`${host} has the address ${refused ?? 'of nobody'}`);
    }
    return addresses;
  }
}

const resolveByDns: Resolve = async (hostname) =>
  (await lookupByDns(hostname, { all: true, verbatim: true })).map(({ address }) => address);
