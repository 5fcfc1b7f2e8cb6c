import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDestination } from '../../../functions/webhooks/fetching/check-destination.ts';
import { isPublicAddress } from '../../../functions/webhooks/fetching/public-address.ts';

/** The first and the last address of each special-purpose network (RFC 6890 and later), and one in between. */
const special = [
  ['0.0.0.0', '0.1.2.3', '0.255.255.255'],
  ['10.0.0.0', '10.20.30.40', '10.255.255.255'],
  ['100.64.0.0', '100.100.100.200', '100.127.255.255'],
  ['127.0.0.0', '127.0.0.1', '127.255.255.255'],
  ['169.254.0.0', '169.254.169.254', '169.254.170.2', '169.254.255.255'],
  ['172.16.0.0', '172.20.1.1', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.192', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.1.1', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '224.0.0.1', '239.255.255.255'],
  ['240.0.0.0', '255.255.255.254', '255.255.255.255'],
  ['::', '::1', '::2', '::ffff:ffff'],
  ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:8.8.8.8'],
  ['::127.0.0.1', '::8.8.8.8'],
  ['64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1'],
  ['100::', '100::1'],
  ['2001::', '2001:0:4136:e378::1', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:20::1'],
  ['2001:db8::', '2001:db8:ffff::1'],
  ['2002::', '2002:7f00:1::', '2002:a00:1::1'],
  ['3fff::', '3fff:fff::1'],
  ['5f00::1', '4000::1', '1fff::1'],
  ['fc00::', 'fd00:ec2::254', 'fdff:ffff::1'],
  ['fe80::', 'fe80::1', 'febf::1', 'fec0::1'],
  ['ff00::', 'ff02::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
].flat();

/** Their neighbours, and some of the internet. */
const ordinary = [
  ...['1.0.0.0', '1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0'],
  ...['126.255.255.255', '128.0.0.0', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0'],
  ...['191.255.255.255', '192.0.1.0', '192.0.3.0', '192.167.255.255', '192.169.0.0', '198.17.255.255'],
  ...['198.20.0.0', '203.0.112.255', '203.0.114.0', '223.255.255.255'],
  ...['2001:200::1', '2001:4860:4860::8888', '2606:4700::1111', '2400:cb00::1', '2a00:1450::1', '2003::1'],
];

describe('an address', () => {
  test.each(special)('%s is not of the public internet', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(ordinary)('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ...[
      '',
      ' ',
      '1',
      '2130706433',
      '0x7f000001',
      '017700000001',
      '127.1',
      '0x7f.1',
      '8.8.8.8 ',
      '8.8.8.8:80',
    ],
    ...['08.8.8.8', '8.8.8.8.', '[2606:4700::1111]', '2606:4700::1111%eth0', 'fe80::1%lo', 'example.com'],
  ])('%o is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test('of an IPv4 network inside any IPv6 form is never public', () => {
    fc.assert(
      fc.property(fc.constantFrom('::', '::ffff:', '::ffff:0:', '64:ff9b::'), fc.ipV4(), (prefix, inner) => {
        expect(isPublicAddress(`${prefix}${inner}`)).toBe(false);
      }),
    );
  });

  test('of any text never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.ipV4Extended()), (address) => {
        expect(typeof isPublicAddress(address)).toBe('boolean');
      }),
    );
  });
});

describe('a destination', () => {
  const asked: string[] = [];
  const rules = (allowedHosts: readonly string[], answers: readonly string[] = ['8.8.8.8']) => ({
    allowedHosts,
    isPublic: isPublicAddress,
    resolve: async (host: string) => {
      asked.push(host);
      return answers.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
  });

  /** Every way to write 127.0.0.1 that URL parsers know. */
  const loopback = [
    ...[
      '127.0.0.1',
      '127.1',
      '127.0.1',
      '2130706433',
      '0x7f000001',
      '0x7f.0.0.1',
      '0177.0.0.1',
      '017700000001',
    ],
    ...['127.0.0.1.', '１２７.０.０.１', '%31%32%37.0.0.1', '①②⑦.⓪.⓪.①'],
  ];
  test.each(loopback)('https://%s/ is loopback, whatever it looks like', async (host) => {
    expect(new URL(`https://${host}/`).hostname).toMatch(/^127\.0\.0\.1\.?$/);
    const allowed = rules(['127.0.0.1', '127.0.0.1', '*.0.0.1']);
    await expect(checkDestination(`https://${host}/`, allowed)).rejects.toMatchObject({
      name: 'FetchRefused',
    });
  });

  test('written as a number in any base is refused as the address it is', async () => {
    const private32 = fc
      .tuple(fc.constantFrom(10, 127, 0, 224), fc.nat(255), fc.nat(255), fc.nat(255))
      .map(([a, b, c, d]) => ((a * 256 + b) * 256 + c) * 256 + d);
    await fc.assert(
      fc.asyncProperty(private32, fc.constantFrom(8, 10, 16), async (number, base) => {
        const prefix = { 8: '0', 10: '', 16: '0x' }[base] ?? '';
        const source = `https://${prefix}${number.toString(base)}/`;
        const host = new URL(source).hostname;
        await expect(checkDestination(source, rules([host]))).rejects.toThrow(/public|allowed/);
      }),
    );
  });

  test.each([
    'file:///etc/passwd',
    'ftp://files.example.com/',
    'gopher://files.example.com/',
    'data:,x',
    'javascript:1',
    '//files.example.com/x',
    'files.example.com',
    'https://user@files.example.com/',
    'https://files.example.com@127.0.0.1/',
    'https://files.example.com:pass@files.example.com/',
    'https://',
    '',
  ])('%s is no address to fetch from', async (source) => {
    await expect(checkDestination(source, rules(['files.example.com']))).rejects.toMatchObject({
      name: 'FetchRefused',
    });
  });

  test.each([
    ['https://files.example.com/a', ['files.example.com'], true],
    ['https://FILES.example.COM/a', ['files.example.com'], true],
    ['https://files.example.com:443/a', ['files.example.com'], true],
    ['https://files.example.com:8443/a', ['files.example.com'], false],
    ['https://files.example.com:8443/a', ['files.example.com:8443'], true],
    ['https://files.example.com/a', ['files.example.com:443'], true],
    ['http://files.example.com/a', ['files.example.com'], false],
    ['http://files.example.com/a', ['http://files.example.com'], true],
    ['http://files.example.com:80/a', ['http://files.example.com:80'], true],
    ['https://files.example.com/a', ['http://files.example.com'], false],
    ['https://a.b.example.com/', ['*.example.com'], true],
    ['https://example.com/', ['*.example.com'], false],
    ['https://evilexample.com/', ['*.example.com'], false],
    ['https://files.example.com.evil.org/', ['files.example.com', '*.example.com'], false],
    ['https://files.example.com./', ['files.example.com'], false],
    ['https://files.example.com/', [], false],
  ])('%s with %j allowed: %s', async (source, allowed, good) => {
    const checked = checkDestination(source, rules(allowed));
    if (good) expect((await checked).address).toEqual({ address: '8.8.8.8', family: 4 });
    else await expect(checked).rejects.toThrow('allowed');
  });

  test('whose name has one address that is not public is refused, whichever it is', async () => {
    for (const answers of [
      ['127.0.0.1'],
      ['8.8.8.8', '10.0.0.1'],
      ['2606:4700::1111', '::1'],
      ['fd00::1', '8.8.8.8'],
    ])
      await expect(
        checkDestination('https://files.example.com/', rules(['files.example.com'], answers)),
      ).rejects.toThrow('not public');
    await expect(
      checkDestination('https://files.example.com/', rules(['files.example.com'], [])),
    ).rejects.toMatchObject({ name: 'FetchFailed' });
  });

  test('that is not allowed is not even asked for by name', async () => {
    asked.length = 0;
    await expect(
      checkDestination('https://evil.example.org/', rules(['files.example.com'])),
    ).rejects.toThrow();
    expect(asked).toEqual([]);
  });
});
