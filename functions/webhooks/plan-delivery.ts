import type { FindOwner } from '../identity/index.ts';
import { ApiError, type FieldError, validationFailed } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { may } from '../platform/permissions.ts';
import { readJson } from '../platform/read-request.ts';
import { text } from '../platform/text.ts';
import { MAX_FILES_PER_RUN } from '../runs/contract.ts';
import type { CheckWish } from '../runs/index.ts';
import type { Work } from './delivery.ts';
import { faultInPayload, fieldOf, type MappedPayload, mapPayload } from './map-payload.ts';
import { ownerMayNot, Refusal, scriptMayNot } from './refusal.ts';
import type { Webhook } from './webhook.ts';

export interface PlanDependencies {
  readonly checkWish: CheckWish;
  readonly findOwner: FindOwner;
  readonly now: () => number;
}

const readPayload = (body: Buffer): unknown => {
  try {
    return readJson({ body });
  } catch (thrown) {
    if (thrown instanceof ApiError) throw new Refusal('payload', thrown);
    throw thrown;
  }
};

const tooManyFiles = (total: number): FieldError => ({
  field: 'payload',
  message: text(
    `names ${total} files; a run takes ${MAX_FILES_PER_RUN}`,
    `包含 ${total} 个文件，一次运行最多 ${MAX_FILES_PER_RUN} 个`,
  ),
});

/** Each URL with its place in the payload and the id that its file is going to have. */
const filesOf = ({ urls, paths }: MappedPayload, at: number): Work['files'] =>
  Object.entries(urls).flatMap(([parameter, list]) =>
    list.map((url, index) => ({
      parameter,
      field: `${paths[parameter] ?? ''}${list.length > 1 ? `/${index}` : ''}`,
      url,
      id: newId('file', at),
    })),
  );

/** Decides what a payload asks for; everything that can be said against it before its files are there is said now. */
export const makePlanDelivery = ({ checkWish, findOwner, now }: PlanDependencies) => {
  const faultsOf = async (hook: Webhook, mapped: MappedPayload): Promise<FieldError[]> => {
    const counts = Object.fromEntries(Object.entries(mapped.urls).map(([name, list]) => [name, list.length]));
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (total > MAX_FILES_PER_RUN) return [tooManyFiles(total)];
    const wish = { script: hook.script, version: hook.script_version ?? undefined };
    const checked = await checkWish(wish, mapped.parameters, counts).catch((thrown: unknown) => {
      const away = thrown instanceof ApiError && (thrown.code === 40401 || thrown.code === 40901);
      throw away ? scriptMayNot(thrown) : thrown;
    });
    // A later version of the script may take files where this one took a value: ids are not the sender's to choose.
    const fromPayload = hook.mapping.filter(({ parameter }) => checked.fileParameters.includes(parameter));
    return [
      ...checked.faults.map((fault) => faultInPayload(fault, mapped.paths)),
      ...fromPayload.map(({ parameter, path }) => ({
        field: fieldOf(path),
        message: text(
          `parameter ${parameter} takes files: only file_mapping may fill it`,
          `参数 ${parameter} 是文件，只能通过 file_mapping 提供`,
        ),
      })),
    ];
  };

  /** Throws {@link Refusal}. */
  return async (hook: Webhook, body: Buffer): Promise<Work> => {
    const mapped = mapPayload(hook, readPayload(body));
    if (mapped.faults.length > 0) throw new Refusal('payload', validationFailed(mapped.faults));
    const faults = await faultsOf(hook, mapped);
    if (faults.length > 0) throw new Refusal('parameters', validationFailed(faults));
    const of = { username: hook.owner, userId: hook.owner_id };
    const owner = await findOwner(of);
    if (owner === undefined || !may(owner, 'runs.start')) throw ownerMayNot();
    return {
      owner: of,
      script: hook.script,
      script_version: hook.script_version,
      parameters: mapped.parameters,
      files: filesOf(mapped, now()),
      allowed_hosts: [...hook.allowed_hosts],
    };
  };
};

export type PlanDelivery = ReturnType<typeof makePlanDelivery>;
