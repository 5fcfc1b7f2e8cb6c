import { type Text, text, verbatim } from '../platform/text.ts';
import type { Run, Warning } from './run.ts';

type Ended = Pick<
  Run,
  | 'code'
  | 'words'
  | 'limit'
  | 'exit_code'
  | 'signal'
  | 'cancelled_by'
  | 'timeout_seconds'
  | 'attempts'
  | 'skipped_for'
>;

const MEBIBYTE = 1024 * 1024;

/** `1.5 GiB`, `2 GiB`, `350 MiB`, `12 KiB`, `900 s`: a limit's figure for people. */
const figure = (value: number, unit: string): string => {
  const short = (number: number): string => String(Math.round(number * 10) / 10);
  if (unit === 'seconds') return `${short(value)} s`;
  if (unit !== 'bytes') return short(value);
  if (value >= 1024 * MEBIBYTE) return `${short(value / (1024 * MEBIBYTE))} GiB`;
  return value >= MEBIBYTE ? `${short(value / MEBIBYTE)} MiB` : `${short(value / 1024)} KiB`;
};

const overLimit = (run: Ended, english: string, chinese: string, advice: Text): Text => {
  const { limit } = run;
  if (limit === null) return text(`${english}; ${advice.en}`, `${chinese}；${advice['zh-CN']}`);
  const allowed = figure(limit.value, limit.unit);
  const peak = figure(limit.peak, limit.unit);
  return text(
    `${english}: the limit is ${allowed}, the peak was ${peak}; ${advice.en}`,
    `${chinese}：上限 ${allowed}，峰值 ${peak}；${advice['zh-CN']}`,
  );
};

const raise = (what: string, chinese: string): Text =>
  text(
    `process less at once, or raise ${what} in the script's settings`,
    `请减少一次处理的数据量，或在脚本设置中调高${chinese}`,
  );

const own = (run: Ended, otherwise: Text): Text => (run.words === null ? otherwise : verbatim(run.words));

const byCode: Readonly<Record<string, (run: Ended) => Text>> = {
  script_error: (run) => own(run, text('the script raised an error', '脚本抛出了异常')),
  user_error: (run) => own(run, text('the script refused the input', '脚本拒绝了输入')),
  exit: ({ exit_code, signal }) =>
    signal === null
      ? text(
          `the script ended itself with exit code ${exit_code ?? 'unknown'} before main returned; let main return instead`,
          `脚本在 main 返回之前以退出码 ${exit_code ?? '未知'} 自行结束；请让 main 正常返回`,
        )
      : text(
          `the script was ended by the signal ${signal} before main returned`,
          `脚本在 main 返回之前被信号 ${signal} 终止`,
        ),
  memory_limit: (run) =>
    overLimit(run, 'the script used too much memory', '脚本内存超限', raise('memory_mb', '内存上限')),
  time_limit: (run) =>
    overLimit(run, 'the script ran too long', '脚本运行超时', raise('timeout_seconds', '时间上限')),
  process_limit: (run) =>
    overLimit(
      run,
      'the script started too many processes',
      '脚本进程数超限',
      raise('processes', '进程数上限'),
    ),
  file_limit: (run) =>
    overLimit(
      run,
      'the script wrote too large a file',
      '脚本写出的文件过大',
      raise('file_mb', '文件大小上限'),
    ),
  output_limit: (run) =>
    overLimit(
      run,
      'the script wrote too much output',
      '脚本输出超限',
      raise('output_mb or output_files', '输出上限'),
    ),
  input_changed: () =>
    text(
      'an input file is not what was uploaded any more; upload it again and start a new run',
      '输入文件与上传时不一致；请重新上传后再运行',
    ),
  result_invalid: (run) =>
    own(run, text('what main returned cannot be kept as a result', 'main 的返回值无法保存为结果')),
  platform_error: ({ attempts }) =>
    text(
      `the platform could not run the script (attempts: ${attempts.length}); the script is not to blame: retry the run, or tell an administrator`,
      `平台未能运行此脚本（已尝试 ${attempts.length} 次），并非脚本的问题：请重试，或联系管理员`,
    ),
  cancelled: ({ cancelled_by }) =>
    text(`cancelled by ${cancelled_by ?? 'the system'}`, `已由 ${cancelled_by ?? '系统'} 取消`),
  skipped: ({ skipped_for }) =>
    text(
      `not started: the run ${skipped_for ?? ''} held the slot, and this script’s runs do not wait for one another; start it again when that run has ended`,
      `未启动：运行 ${skipped_for ?? ''} 占用了名额，而此脚本的运行不排队；请待其结束后重新发起`,
    ),
};

/** The run's message: by its code in both languages, or the script's own words. */
export const messageOf = (run: Ended): Text | null => {
  if (run.code === null) return run.words === null ? null : verbatim(run.words);
  return byCode[run.code]?.(run) ?? own(run, text('the run failed', '运行失败'));
};

const warningTexts: Readonly<Record<string, (warning: Warning & Record<string, unknown>) => Text>> = {
  check_does_not_tie: ({ message }) =>
    text(`a control total does not tie: ${message}`, `控制总数不一致：${message}`),
  artifact_refused: ({ message }) => text(`an output was refused: ${message}`, `输出文件被拒绝：${message}`),
  artifact_missing: ({ message }) => text(`an output was lost: ${message}`, `输出文件丢失：${message}`),
  log_truncated: ({ message }) => text(`the log was cut: ${message}`, `日志被截断：${message}`),
};

/** A warning's words, by its code. */
export const warningText = (warning: Warning & Record<string, unknown>): Text =>
  warningTexts[warning.code]?.(warning) ?? verbatim(warning.message);
