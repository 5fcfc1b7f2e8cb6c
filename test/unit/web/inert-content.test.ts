import { describe, expect, it } from 'vitest';
import { safeChartOption } from '../../../web/src/charts/chart-option.ts';
import { decodeText, parseCsv } from '../../../web/src/preview/csv.ts';
import { imageType, previewKind } from '../../../web/src/preview/preview-kind.ts';
import { nextPage } from '../../../web/src/session/next-page.ts';
import { fileFault } from '../../../web/src/upload/file-rules.ts';

describe('what a script or a link brings is inert', () => {
  it('takes markup, addresses and code out of chart options, and keeps data', () => {
    const option = safeChartOption({
      title: { text: '<b>x</b>', link: 'javascript:alert(1)', target: 'self' },
      tooltip: { formatter: '<img src=x onerror=alert(1)>', extraCssText: 'x', renderMode: 'html' },
      toolbox: { feature: { dataView: {} } },
      graphic: [{ type: 'image', style: { image: 'https://evil.example/a.png' } }],
      series: [
        {
          type: 'bar',
          data: [1, 2],
          symbol: 'image://https://evil.example/x',
          label: { formatter: '{b}: {c}' },
        },
      ],
    });
    const text = JSON.stringify(option);
    expect(text).not.toMatch(/javascript:|evil|onerror|extraCss|toolbox|"html"/);
    expect(option).toMatchObject({
      title: { text: '<b>x</b>' },
      tooltip: { renderMode: 'richText' },
      series: [{ data: [1, 2], label: { formatter: '{b}: {c}' } }],
    });
  });

  it('draws nothing for an option that is none', () => {
    expect(safeChartOption('x')).toEqual({});
  });

  it('shows HTML and SVG as text, never as a page or a picture', () => {
    expect(previewKind('page.html')).toBe('text');
    expect(previewKind('picture.SVG')).toBe('text');
    expect(previewKind('data.exe')).toBe('none');
    expect(imageType('photo.JPG')).toBe('image/jpeg');
  });

  it('leads only to pages of its own after signing in', () => {
    for (const evil of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      undefined,
      '/sign-in?next=/x',
    ])
      expect(nextPage(evil)).toBe('/');
    expect(nextPage('/runs?status=failed')).toBe('/runs?status=failed');
  });
});

describe('reading text files', () => {
  it('keeps every cell of a CSV as the text it is', () => {
    const text = '编号,金额,备注\n00123,"1,234.50","two\nlines ""x"""\n=1+1,,';
    expect(parseCsv(text, 100)).toEqual({
      rows: [
        ['编号', '金额', '备注'],
        ['00123', '1,234.50', 'two\nlines "x"'],
        ['=1+1', '', ''],
      ],
      truncated: false,
    });
    expect(parseCsv('a;b\r\n1;2\r\n', 1)).toEqual({ rows: [['a', 'b']], truncated: true });
  });

  it('reads the encodings that Chinese offices use', () => {
    expect(decodeText(Uint8Array.from([0xd6, 0xd0, 0xce, 0xc4]))).toBe('中文');
    expect(decodeText(new TextEncoder().encode('\ufeff中文'))).toBe('中文');
    expect(decodeText(Uint8Array.from([0xff, 0xfe, 0x2d, 0x4e]))).toBe('中');
  });
});

describe('choosing files', () => {
  const rules = { accept: ['.xlsx', '.tar.gz'], maxSize: 100, maxItems: undefined };
  it('goes by the ending, whatever its case', () => {
    expect(fileFault('北京.XLSX', 100, rules)).toBeUndefined();
    expect(fileFault('a.tar.gz', 1, rules)).toBeUndefined();
    expect(fileFault('a.csv', 1, rules)?.key).toBe('upload.wrongType');
    expect(fileFault('a.xlsx', 101, rules)).toEqual({ key: 'upload.tooLarge', named: { limit: 100 } });
  });
  it('refuses names the platform would refuse', () => {
    expect(fileFault(`${'长'.repeat(90)}.xlsx`, 1, rules)?.key).toBe('upload.badName');
    expect(fileFault('a\u0007.xlsx', 1, rules)?.key).toBe('upload.badName');
  });
});
