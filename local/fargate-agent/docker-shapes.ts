import * as z from 'zod';
import type { Task } from './task.ts';

/** The part of ContainerCreate that a task needs; the rest (network, devices) has no meaning for the local runner. */
export const createBody = z.object({
  Image: z.string().min(1),
  Env: z
    .array(z.string())
    .nullish()
    .transform((lines) =>
      Object.fromEntries(
        (lines ?? []).map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]),
      ),
    ),
  Labels: z
    .record(z.string(), z.string())
    .nullish()
    .transform((labels) => labels ?? {}),
});

/** The `filters` of a listing: Docker's `{"label": ["name=value", "name"]}`; other filters are not supported. */
export const listFilters = z.object({ label: z.array(z.string()).default([]) });

/** The answer of ContainerInspect, as far as Docker's Python client reads it. */
export const inspectShape = (task: Task): object => {
  const { record, status } = task;
  return {
    Id: record.id,
    Name: `/${record.name}`,
    Created: record.createdAt,
    Image: record.image,
    Config: { Image: record.image, Labels: record.labels, Tty: false },
    State: {
      Status: status,
      Running: status === 'running',
      ExitCode: record.exitCode ?? 0,
      Pid: record.process?.pid ?? 0,
      StartedAt: record.startedAt ?? '0001-01-01T00:00:00Z',
      FinishedAt: record.finishedAt ?? '0001-01-01T00:00:00Z',
    },
    NetworkSettings: { Networks: {} },
    HostConfig: { LogConfig: { Type: 'json-file', Config: {} } },
  };
};

/** One line of ContainerList. */
export const listShape = ({ record, status }: Task): object => ({
  Id: record.id,
  Names: [`/${record.name}`],
  Image: record.image,
  Labels: record.labels,
  State: status,
  Status: status,
});

/** Whether a task has every label of the filter. */
export const hasLabels = (task: Task, filter: readonly string[]): boolean =>
  filter.every((wanted) => {
    const [name = '', ...value] = wanted.split('=');
    const found = task.record.labels[name];
    return found !== undefined && (value.length === 0 || found === value.join('='));
  });
