import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProviders } from '../../../functions/federation/providers.ts';
import { failedPage, ownPage, proofsOf } from '../../../functions/federation/sign-in-attempt.ts';

describe('the proofs of a sign-in', () => {
  it('follow from the browser’s secret and the state, and from both', () => {
    const proofs = proofsOf('secret', 'state');
    expect(proofsOf('secret', 'state')).toEqual(proofs);
    const others = [proofsOf('secret', 'other'), proofsOf('other', 'state')];
    for (const other of others)
      for (const name of ['nonce', 'verifier', 'challenge'] as const)
        expect(other[name]).not.toBe(proofs[name]);
    expect(proofs.verifier).not.toBe(proofs.nonce);
    expect(proofs.verifier).toMatch(/^[\w-]{43}$/); // RFC 7636 §4.1: 43 to 128 characters
  });
});

describe('the page to come back to', () => {
  it.each(['/', '/runs', '/runs/run_1?tab=log#L3', '/scripts/合并'])('may be %s', (page) =>
    expect(ownPage(page)).toBe(page),
  );

  it.each([
    undefined,
    '',
    'runs',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/a\\b',
    '/a\nb',
    '/sign-in?next=/x',
    '/api/v1/auth/logout',
  ])('is the first page instead of %o', (page) => expect(ownPage(page)).toBe('/'));

  it('stays on the console whatever is asked for', () => {
    fc.assert(
      fc.property(fc.string(), (page) => {
        expect(new URL(ownPage(page), 'https://console.example').origin).toBe('https://console.example');
        expect(new URL(failedPage('expired', ownPage(page)), 'https://console.example').pathname).toBe(
          '/sign-in',
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the providers of the stage', () => {
  it('are read with their labels, empty places left out', () => {
    expect(parseProviders('corp=公司 = Company||x-1=|feishu=')).toEqual([
      { id: 'corp', kind: 'oidc', label: { en: '公司 = Company', 'zh-CN': '公司 = Company' } },
      { id: 'x-1', kind: 'oidc', label: { en: 'x-1', 'zh-CN': 'x-1' } },
      { id: 'feishu', kind: 'feishu', label: { en: 'Feishu', 'zh-CN': '飞书' } },
    ]);
    expect(parseProviders('|||||')).toEqual([]);
  });
});
