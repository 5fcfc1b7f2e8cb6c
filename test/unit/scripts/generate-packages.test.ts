import { describe, expect, test } from 'vitest';
import { readLock, readNames, readPython } from '../../../bin/generate-packages.ts';
import { scriptsApi } from './scripts-api.ts';

describe('the list of packages', () => {
  test('names what is asked for', () => {
    const requirements =
      '# a comment\n-c other.txt\nJinja2\npython-dateutil<3  # why\n\nnumpy>=2 ; python_version > "3"\n';
    expect(readNames(requirements)).toEqual(['Jinja2', 'python-dateutil', 'numpy']);
  });

  test('has the version that the image’s Python gets', () => {
    const lock = [
      "numpy==2.4.6 ; python_full_version < '3.12' \\",
      '    --hash=sha256:00',
      "numpy==2.5.5 ; python_full_version >= '3.12' \\",
      '    --hash=sha256:01',
      'Et_XmlFile==2.0.0 \\',
      '    --hash=sha256:02',
    ].join('\n');
    expect([...readLock(lock, '3.13.2')]).toEqual([
      ['numpy', '2.5.5'],
      ['et-xmlfile', '2.0.0'],
    ]);
    expect(readLock(lock, '3.11').get('numpy')).toBe('2.4.6');
    expect(() => readLock("x==1 ; sys_platform == 'win32' \\", '3.13')).toThrow('unknown marker');
  });

  test('has the Python of the last stage', () => {
    expect(
      readPython('FROM python:3.12 AS build\nRUN x\nFROM docker.io/library/python:3.13.2-slim@sha256:0\n'),
    ).toBe('3.13.2');
    expect(() => readPython('FROM debian:12\n')).toThrow('no python image');
  });

  test('is what GET /runtime/packages answers', async () => {
    const { as } = scriptsApi();
    const { status, body } = await as('aud', 'auditor')('GET', '/runtime/packages');
    expect(status).toBe(200);
    expect(body.data.packages.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['pandas', 'openpyxl', 'polars']),
    );
    expect(body.data.python).toMatch(/^3\.\d+/);
  });
});
