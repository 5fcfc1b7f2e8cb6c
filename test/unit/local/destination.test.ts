import { describe, expect, it } from 'vitest';
import { destinationOf } from '../../../local/gateway/destination.ts';

const around = { port: 8000, buckets: ['files-1', 'artifacts-1'] };
const signed =
  'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=c&X-Amz-Date=d&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=s';
const where = (
  method: string,
  url: string,
  host: string | undefined = 'localhost:8000',
  contentType?: string,
) => destinationOf({ method, url, host, contentType }, around);

describe('where the gateway sends a request', () => {
  it.each([
    ['GET', '/api/v1/health', 'api'],
    ['POST', '/api/v1/runs?x=1', 'api'],
    ['DELETE', '/api', 'api'],
    ['GET', '/', 'console'],
    ['HEAD', '/runs/run_1', 'console'],
    ['GET', '/apiary', 'console'],
    ['POST', '/runs', 'nowhere'],
    ['GET', `/files-1/a%2Fb/%E5%8C%97.xlsx?${signed}`, 'storage'],
    ['PUT', `/artifacts-1/k?${signed}&x-id=PutObject`, 'storage'],
    ['OPTIONS', '/files-1/k', 'storage'],
    ['GET', '/oauth2/authorize?identity_provider=corp&client_id=c', 'sign-in'],
    ['GET', '/oauth2/idpresponse?code=c&state=s', 'sign-in'],
    ['GET', '/oauth2/authorize?client_id=c', 'console'],
    ['GET', '/oauth2/authorize?identity_provider=&client_id=c', 'console'],
    ['GET', '/oauth2/authorize?identity_provider=&identity_provider=corp', 'console'],
    ['POST', '/oauth2/token', 'nowhere'],
    ['POST', '/login', 'nowhere'],
    ['GET', '/console-1/index.html', 'console'],
  ])('%s %s goes to %s', (method, url, expected) => expect(where(method, url)).toBe(expected));

  it.each([
    ['an unsigned read', 'GET', '/files-1/k'],
    ['an unsigned list', 'GET', '/files-1?list-type=2'],
    ['a signed delete', 'DELETE', `/files-1/k?${signed}`],
    [
      'a signature without its algorithm',
      'PUT',
      `/files-1/k?${signed.replace('X-Amz-Algorithm=AWS4-HMAC-SHA256&', '')}`,
    ],
    ['another algorithm', 'GET', `/files-1/k?${signed.replace('HMAC-SHA256', 'ECDSA-P256-SHA256')}`],
    ['a parameter said twice', 'GET', `/files-1/k?${signed}&X-Amz-Algorithm=none`],
    ['a parameter said twice in other letters', 'GET', `/files-1/k?${signed}&x-amz-date=d&x-amz-date=e`],
    ['a form to an object', 'POST', '/files-1/k'],
    ['a way round the prefix', 'GET', '/api/../_ministack/reset'],
    ['an encoded way round the prefix', 'POST', '/api/%2e%2E/_ministack/reset'],
    ['a backslash', 'POST', '/api\\..\\_ministack/reset'],
    ['a second slash', 'GET', '//evil/api/'],
    ['an absolute address', 'GET', 'http://evil/api/'],
  ])('refuses %s', (_, method, url) =>
    expect(where(method, url, 'localhost:8000', 'multipart/form-data; boundary=x')).toBe('nowhere'),
  );

  it('takes a form to the bucket itself', () =>
    expect(where('POST', '/artifacts-1', 'localhost:8000', 'multipart/form-data; boundary=x')).toBe(
      'storage',
    ));

  it.each(['evil.com', 'localhost:9000', 'localhost', undefined, 'localhost:8000.evil.com', '[::1]:8000'])(
    'refuses the host %s',
    (host) =>
      expect(destinationOf({ method: 'GET', url: '/', host, contentType: undefined }, around)).toBe(
        'misdirected',
      ),
  );

  it('takes both names of this machine, in any letters', () => {
    expect(where('GET', '/', '127.0.0.1:8000')).toBe('console');
    expect(where('GET', '/', 'LocalHost:8000')).toBe('console');
  });
});
