/** Every route that can change something says what the audit log calls it, or why it leaves nothing there. */
import { describe, expect, it } from 'vitest';
import { routeLists } from '../../../bin/generate/route-lists.ts';
import type { Route } from '../../../functions/platform/route.ts';

const all = routeLists.flatMap(({ routes }) => routes);
const changing = all.filter(({ method }) => method !== 'GET');

/** What a route’s declaration lacks; undefined: nothing. */
const faultOf = ({ method, audit }: Pick<Route, 'method' | 'audit'>): string | undefined => {
  if (audit === undefined) return method === 'GET' ? undefined : 'declares nothing';
  if ('none' in audit) return audit.none.length < 10 ? 'gives no reason' : undefined;
  if (!/^[a-z_]+\.[a-z_]+$/.test(audit.action)) return `calls it ${audit.action}`;
  return /^[a-z_]+$/.test(audit.resource) ? undefined : 'names no kind of thing';
};

describe('the audit log', () => {
  it.each(all.map((route) => [route.operation, route] as const))('knows what %s is', (_, route) => {
    expect(faultOf(route)).toBeUndefined();
  });

  it('would miss a route that declares nothing', () => {
    expect(changing.length).toBeGreaterThan(30);
    expect(faultOf({ method: 'POST' })).toBe('declares nothing');
    expect(faultOf({ method: 'DELETE', audit: { none: '' } })).toBe('gives no reason');
    expect(faultOf({ method: 'PUT', audit: { action: 'Put', resource: 'x' } })).toBe('calls it Put');
  });

  it('is told of reads of what is sensitive', () => {
    const read = all.filter(
      ({ method, audit }) => method === 'GET' && audit !== undefined && 'action' in audit,
    );
    expect(read.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining([
        'showFile',
        'previewFile',
        'showSource',
        'downloadArtifact',
        'exportAuditEvents',
      ]),
    );
  });
});
