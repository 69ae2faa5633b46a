import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AddressRules, createUndiciSender, isAllowableOrigin, isPublicAddress } from '../../src/index.js';

/** Names that lead to other places than they seem to. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'localtest.me': ['127.0.0.1'],
  localhost: ['127.0.0.1', '::1'],
  'v6.localtest.me': ['::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'private.example': ['10.1.2.3'],
  'metadata.google.internal': ['169.254.169.254'],
  'metadata.example': ['fd00:ec2::254'],
  'azure.example': ['168.63.129.16'],
  'alibaba.example': ['100.100.100.200'],
  'half.example': ['93.184.215.14', '192.168.0.1'],
  'nat64.example': ['64:ff9b::a00:1'],
  'multicast.example': ['224.0.0.251'],
  'zero.example': ['0.0.0.0'],
  'nowhere.example': [],
};

const resolve = (hostname: string): Promise<readonly string[]> => {
  const addresses = NAMES[hostname.replace(/\.$/u, '')];
  return addresses === undefined
    ? Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }))
    : Promise.resolve(addresses);
};

const refusalOf = (rules: AddressRules, url: string): string | undefined =>
  rules.checkUrl(url).match(
    () => undefined,
    (reason) => reason,
  );

const HOSTILE = [
  // Other schemes.
  'http://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_INFO',
  'data:text/plain,hello',
  'javascript:alert(1)',
  'ws://example.com/',
  'unix:///var/run/docker.sock',
  'about:blank',
  'blob:https://example.com/1',
  // No URLs, and URLs that say too much.
  '',
  'example.com/hook',
  '//example.com/hook',
  'https://',
  'https:///',
  'https://user@example.com/',
  'https://user:password@example.com/',
  'https://example.com:443@127.0.0.1/',
  'https://example.com/#fragment',
  `https://example.com/${'a'.repeat(2048)}`,
  'https://exa mple.com/',
  'https://[::1',
  // Other ports.
  'https://example.com:22/',
  'https://example.com:80/',
  'https://example.com:6379/',
  'https://example.com:65535/',
  'https://example.com:0/',
  'https://example.com:99999/',
  // Loopback, in all its spellings.
  'https://127.0.0.1/',
  'https://127.1/',
  'https://127.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://127.255.255.254:8443/',
  'https://①②⑦.⓪.⓪.①/',
  'https://127。0。0。1/',
  'https://%31%32%37.0.0.1/',
  'https://127.0.0.1./',
  'https://0/',
  'https://0.0.0.0/',
  'https://[::]/',
  'https://[::1]/',
  'https://[0:0:0:0:0:0:0:1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::127.0.0.1]/',
  // Private and shared networks.
  'https://10.0.0.1/',
  'https://10.255.255.255/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.1.1/',
  'https://3232235777/',
  'https://0xc0a80101/',
  'https://100.64.0.1/',
  'https://100.127.255.255/',
  'https://[fc00::1]/',
  'https://[fd12:3456:789a::1]/',
  'https://[fec0::1]/',
  // Link-local and metadata.
  'https://169.254.169.254/latest/meta-data/',
  'https://2852039166/',
  'https://0xa9fea9fe/',
  'https://169.254.170.2/',
  'https://168.63.129.16/',
  'https://100.100.100.200/',
  'https://[fe80::1]/',
  'https://[fd00:ec2::254]/',
  'https://[::ffff:169.254.169.254]/',
  // Embedded, translated and reserved addresses.
  'https://[64:ff9b::7f00:1]/',
  'https://[64:ff9b:1::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:7f00:1::]/',
  'https://[ff02::1]/',
  'https://[2001:db8::1]/',
  'https://[100::1]/',
  'https://[4000::1]/',
  'https://224.0.0.1/',
  'https://239.255.255.250/',
  'https://255.255.255.255/',
  'https://240.0.0.1/',
  'https://192.0.2.1/',
  'https://198.18.0.1/',
  'https://192.0.0.192/',
  // Names.
  ...Object.keys(NAMES).map((name) => `https://${name}/`),
  'https://LOCALHOST/',
  'https://localhost./',
  'https://localtest.me:8443/',
];

describe('the address rules', () => {
  const rules = new AddressRules({ resolve });
  const sender = createUndiciSender({ rules });
  afterAll(() => sender.close());

  it('know more than 60 hostile URLs', () => {
    expect(new Set(HOSTILE).size).toBe(HOSTILE.length);
    expect(HOSTILE.length).toBeGreaterThanOrEqual(60);
  });

  it.each(HOSTILE)('refuse %s', async (url) => {
    const sent = await sender.send({ url, headers: {}, body: '{}', timeout: 2000 });
    expect(sent.status).toBeNull();
    expect(sent.error).toMatch(/^(?:the URL must .*|the address may not be called)$/u);
    // Nothing of the network reaches the owner of the webhook.
    expect(sent.error).not.toMatch(/\d+\.\d+\.\d+\.\d+/u);
  });

  it.each(['1.1.1.1', '93.184.215.14', '2606:4700:4700::1111', '2001:4860:4860::8888'])(
    'take %s for public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each(['https://hooks.example.com/a?b=c', 'https://example.com:8443/', 'https://1.1.1.1/'])(
    'find nothing wrong with %s by itself',
    (url) => {
      expect(rules.checkUrl(url)._unsafeUnwrap().href).toBe(url);
    },
  );

  it('let a setting choose other ports', () => {
    const others = new AddressRules({ resolve, ports: [9443] });
    expect(others.checkUrl('https://example.com:9443/')._unsafeUnwrap().port).toBe('9443');
    expect(refusalOf(others, 'https://example.com/')).toBe('use one of the ports 9443');
  });

  it('leave names and addresses to a proxy, but not the form of the URL', () => {
    const proxied = new AddressRules({ resolve, isProxied: true });
    expect(proxied.checkUrl('https://10.0.0.1/')._unsafeUnwrap().hostname).toBe('10.0.0.1');
    expect(refusalOf(proxied, 'http://example.com/')).toBe('begin with https://');
  });

  it('know what an origin is', () => {
    for (const origin of ['http://localhost:3000', 'https://a.example', 'http://[::1]:80']) {
      expect(isAllowableOrigin(origin), origin).toBe(origin !== 'http://[::1]:80');
    }
    for (const wrong of ['localhost:3000', 'http://a.example/', 'ftp://a.example', '*', 'http://a b']) {
      expect(isAllowableOrigin(wrong), wrong).toBe(false);
    }
  });
});

describe('a name that changes its address', () => {
  const called: string[] = [];
  const server = createServer((request, response) => {
    called.push(request.url ?? '');
    response.end('ok');
  });
  let port = 0;

  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address: AddressInfo | string | null = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(
    () =>
      new Promise<void>((done) => {
        server.close(() => {
          done();
        });
      }),
  );

  it('is resolved once for a connection: there is no second look that could lead elsewhere', async () => {
    let lookups = 0;
    const rules = new AddressRules({
      ports: [port],
      // A second look would find the loopback.
      resolve: () => {
        lookups += 1;
        return Promise.resolve(lookups % 2 === 1 ? [] : ['127.0.0.1']);
      },
    });
    const sender = createUndiciSender({ rules });
    const url = `https://rebind.example:${port}/`;
    const sent = await sender.send({ url, headers: {}, body: '{}', timeout: 2000 });
    expect(sent.error).toBe('the address may not be called');
    expect(lookups).toBe(1);
    expect(called).toEqual([]);
    await sender.close();
  });

  it('is called where a setting allows the origin, in spite of the rules', async () => {
    const rules = new AddressRules({ allow: [`http://127.0.0.1:${port}`] });
    const sender = createUndiciSender({ rules });
    const url = `http://127.0.0.1:${port}/allowed`;
    const sent = await sender.send({ url, headers: {}, body: '{}', timeout: 5000 });
    expect(sent).toMatchObject({ status: 200, text: 'ok', error: null });
    expect(called).toEqual(['/allowed']);
    const other = await sender.send({
      url: `http://localhost:${port}/`,
      headers: {},
      body: '{}',
      timeout: 500,
    });
    expect(other.error).toBe('the URL must begin with https://');
    await sender.close();
  });
});
