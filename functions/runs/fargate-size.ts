/** CPU units and MiB of a Fargate task, as RunTask's overrides want them. */
export interface FargateSize {
  readonly cpu: string;
  readonly memory: string;
}

const GIB = 1024;
/** Memory each CPU size comes with, in MiB: least, most, step. */
const sizes = [
  { cpu: 256, least: 512, most: 2 * GIB, step: GIB },
  { cpu: 512, least: GIB, most: 4 * GIB, step: GIB },
  { cpu: 1024, least: 2 * GIB, most: 8 * GIB, step: GIB },
  { cpu: 2048, least: 4 * GIB, most: 16 * GIB, step: GIB },
  { cpu: 4096, least: 8 * GIB, most: 30 * GIB, step: GIB },
] as const;

/** What the supervisor and the kernel need beside the script, so that its own limit is hit before the task's. */
const OVERHEAD_MB = 256;

/**
 * The smallest Fargate size with at least these vCPUs, and this memory for the script. 0.25 vCPU has 512 MiB, 1 GiB
 * and 2 GiB; all others go in steps of 1 GiB.
 */
export const fargateSize = ({ cpu, memory_mb }: { cpu: number; memory_mb: number }): FargateSize => {
  const needed = memory_mb + OVERHEAD_MB;
  const size = sizes.find((each) => each.cpu >= cpu * 1024 && each.most >= needed);
  if (size === undefined) throw new Error(`no Fargate size has ${cpu} vCPU and ${needed} MiB`);
  const memory = needed <= size.least ? size.least : Math.ceil(needed / size.step) * size.step;
  return { cpu: String(size.cpu), memory: String(memory) };
};
