import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FunctionFailed } from '../../../functions/platform/function-failed.ts';
import { makeInspect } from '../../../functions/scripts/inspection.ts';
import { scriptsApi, source } from './scripts-api.ts';

const good = {
  ok: true,
  name: 'a',
  summary: 'Sums up',
  description: '',
  is_async: false,
  parameters: { type: 'object', properties: { month: { type: 'string' } }, required: ['month'] },
};
const inspecting = (answer: () => unknown) => {
  const events: unknown[] = [];
  const inspect = makeInspect(async (functionName, event) => {
    events.push([functionName, event]);
    return answer();
  }, 'InspectScript');
  return { events, ...scriptsApi({ inspect }) };
};

describe('the inspection', () => {
  test('gets the file’s name and its bytes, and gives parameters', async () => {
    const { author, events } = inspecting(() => good);
    const words = 'def main(month):\n    "汇总"\n';
    const { status, body } = await author('POST', '/scripts/inspect', {
      body: { file_name: 'a.py', source: words },
    });
    expect([status, body.data]).toEqual([
      200,
      { summary: 'Sums up', description: '', parameters: good.parameters },
    ]);
    expect(events).toEqual([
      ['InspectScript', { file_name: 'a.py', source_base64: Buffer.from(words).toString('base64') }],
    ]);
    expect((await author('GET', '/scripts')).body.data.items).toEqual([]);
  });

  test('that finds faults is 40001 with every place', async () => {
    const fault = (line: number) => ({
      reason: 'bad_annotation',
      line,
      column: 4,
      end_line: line,
      end_column: 9,
      messages: { en: 'use str', 'zh-CN': '请用 str' },
    });
    const { author } = inspecting(() => ({ ok: false, errors: [fault(1), fault(2)] }));
    const { body } = await author('POST', '/scripts/upload', source('a', 'def main(a: x):\n'));
    expect(body.code).toBe(40001);
    expect(body.errors).toEqual(
      [1, 2].map((line) => ({
        field: 'file',
        message: 'use str',
        reason: 'bad_annotation',
        line,
        column: 4,
        end_line: line,
        end_column: 9,
      })),
    );
  });

  test('that a source kills is the source’s fault, a fault of the function ours', async () => {
    const failing = (type: string, words: string) =>
      inspecting(() => {
        throw new FunctionFailed('InspectScript', type, words);
      }).author('POST', '/scripts/upload', source('a', 'x'));
    expect((await failing('Sandbox.Timedout', 'Task timed out')).body.code).toBe(40001);
    expect((await failing('Runtime.ExitError', 'signal: segmentation fault')).body.code).toBe(40001);
    const ours = await failing('KeyError', "'source_base64'");
    expect([ours.status, ours.body.code]).toEqual([500, 50001]);
    expect(JSON.stringify(ours.body)).not.toContain('source_base64');
  });

  test.each([
    ['of another form', { ok: true }],
    ['without a fault', { ok: false, errors: [] }],
    ['that is nothing', null],
  ])('an answer %s is our fault', async (_what, answer) => {
    const { author } = inspecting(() => answer);
    expect((await author('POST', '/scripts/upload', source('a', 'x'))).body.code).toBe(50001);
  });

  test('refuses what would not fit into a list', async () => {
    const many = Array.from({ length: 2000 }, (_, n) => [`parameter_${n}`, { type: 'string' }]);
    const { author } = inspecting(() => ({
      ...good,
      parameters: { type: 'object', properties: Object.fromEntries(many) },
    }));
    const { body } = await author('POST', '/scripts/upload', source('a', 'x'));
    expect([body.code, body.errors[0].field]).toEqual([40001, 'file']);
  });
});

const folder = join(import.meta.dirname, '../../../events/inspection');

test.each(readdirSync(folder).filter((name) => name.endsWith('.json')))(
  'the captured document %s is understood',
  async (name) => {
    const captured = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      ok: boolean;
      summary?: string;
    };
    const { body } = await inspecting(() => captured).author('POST', '/scripts/upload', source('a', 'x'));
    if (captured.ok) expect(body.data.summary).toBe(captured.summary);
    else expect(body.errors[0]).toMatchObject({ field: 'file', line: expect.any(Number) });
  },
);
