/** How many wrong keys an address may send at once, and how often, in milliseconds, one more. */
const BURST = 20;
const INTERVAL = 3000;

/** Of how many addresses something is remembered. The one that was not heard of for longest is forgotten first. */
const MAX_ADDRESSES = 10_000;

interface Caller {
  /** How many wrong keys it may still send, as of `since`. */
  allowance: number;
  since: number;
  /** The hashes of the right keys that it has sent. */
  readonly known: Set<string>;
}

/** A caller on IPv6 has a whole network of addresses, so the network counts. */
const networkOf = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
};

/**
 * Bounds how many keys can be guessed from one address. When its allowance is spent, only keys that were right from
 * there before are still checked, so that callers behind one proxy don't lock each other out.
 */
export class FailedKeys {
  readonly #callers = new Map<string, Caller>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Seconds after which a key from this address is checked; `undefined`: at once. */
  retryAfter(address: string, sha256: string): number | undefined {
    const caller = this.#callerAt(address);
    if (caller.allowance >= 1 || caller.known.has(sha256)) return undefined;
    return Math.ceil(((1 - caller.allowance) * INTERVAL) / 1000);
  }

  /** Returns whether the address has now spent its allowance. */
  noteWrong(address: string): boolean {
    const caller = this.#callerAt(address);
    caller.allowance = Math.max(0, caller.allowance - 1);
    return caller.allowance < 1;
  }

  noteRight(address: string, sha256: string): void {
    this.#callerAt(address).known.add(sha256);
  }

  #callerAt(address: string): Caller {
    const network = networkOf(address);
    const now = this.#now();
    const caller = this.#callers.get(network) ?? { allowance: BURST, since: now, known: new Set() };
    caller.allowance = Math.min(BURST, caller.allowance + (now - caller.since) / INTERVAL);
    caller.since = now;
    this.#callers.delete(network);
    this.#callers.set(network, caller);
    const [oldest] = this.#callers.keys();
    if (this.#callers.size > MAX_ADDRESSES && oldest !== undefined) this.#callers.delete(oldest);
    return caller;
  }
}
