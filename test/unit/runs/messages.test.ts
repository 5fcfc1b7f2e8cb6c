import { describe, expect, test } from 'vitest';
import type { Report } from '../../../events/runner/report.ts';
import { outcomeCodes } from '../../../events/runner/report.ts';
import { versionOf } from './stage/files-and-scripts.ts';
import { ended, runnerOf } from './stage/runner.ts';
import { openStage } from './stage/stage.ts';

/** The message of a run that ended so, in both languages. */
const messagesOf = async (report: Partial<Report>): Promise<[string, string]> => {
  const stage = openStage();
  stage.scripts.add(versionOf('merge'));
  const { body } = await stage.call('POST', '/runs', { body: { script: 'merge' } });
  const id: string = body.data.id;
  await stage.prepare({ run_id: id, execution: id });
  await stage.onReport(runnerOf(stage, id).report(report));
  const read = async (language: string) =>
    (await stage.call('GET', `/runs/${id}`, { headers: { 'accept-language': language } })).body.data.message;
  return [await read('en'), await read('zh-CN')];
};

const MEBIBYTE = 1024 * 1024;
const limit = (name: string, value: number, peak: number, unit: string) => ({
  limit: { name, value, peak, unit },
});

describe('a run’s message', () => {
  test('of the script is the script’s own', async () => {
    const message = 'row 17: office code missing';
    expect(await messagesOf(ended('failed', 'user_error', { message }))).toEqual([message, message]);
    const exception = { type: 'KeyError', message: "'北京'", traceback: [], text: 'Traceback…' };
    expect(
      await messagesOf(ended('failed', 'script_error', { message: "KeyError: '北京'", exception })),
    ).toEqual(["KeyError: '北京'", "KeyError: '北京'"]);
  });

  test.each([
    [
      ended('failed', 'memory_limit', limit('memory_mb', 2048 * MEBIBYTE, 2100 * MEBIBYTE, 'bytes')),
      'the script used too much memory: the limit is 2 GiB, the peak was 2.1 GiB',
      '脚本内存超限：上限 2 GiB，峰值 2.1 GiB',
    ],
    [
      ended('timed_out', 'time_limit', limit('timeout_seconds', 900, 900.04, 'seconds')),
      'the script ran too long: the limit is 900 s, the peak was 900 s',
      '脚本运行超时：上限 900 s，峰值 900 s',
    ],
    [
      ended('failed', 'process_limit', limit('processes', 256, 257, 'processes')),
      'the limit is 256, the peak was 257',
      '上限 256，峰值 257',
    ],
    [ended('failed', 'exit', { exit_code: 3 }), 'exit code 3', '退出码 3'],
    [ended('failed', 'exit', { signal: 'SIGSEGV' }), 'signal SIGSEGV', '信号 SIGSEGV'],
    [ended('failed', 'input_changed'), 'upload it again', '重新上传'],
  ])('says what happened and what to do, in both languages', async (report, english, chinese) => {
    const [en, zh] = await messagesOf(report);
    expect(en).toContain(english);
    expect(zh).toContain(chinese);
  });

  test.each(outcomeCodes.filter((code) => code !== 'platform_error' && code !== 'cancelled'))(
    'of the code %s exists although the report says nothing more',
    async (code) => {
      const [en, zh] = await messagesOf(ended(code === 'time_limit' ? 'timed_out' : 'failed', code));
      expect(en).toMatch(/^[a-z]/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    },
  );
});
