import { computed, type Ref, ref, watch } from 'vue';
import { api, dataOf } from '../api/client.ts';
import { useSession } from '../session/session.ts';
import type { Right, ShareType } from '../sharing/rights.ts';
import { useMayChange } from './use-may-change.ts';

interface Trigger {
  readonly id: string;
  readonly owner: string;
}
/** Each right holds those before it. */
const ascending: readonly Right[] = ['view', 'run', 'edit', 'manage'];
const acts = { run: 'triggers.run', edit: 'triggers.edit', manage: 'triggers.manage' } as const;

/**
 * What the reader may do with one trigger: all with their own and with everybody's for who manages them; else what was
 * shared with them, which the API is asked for once.
 */
export const useMyRight = (type: ShareType, trigger: Ref<Trigger | undefined>) => {
  const session = useSession();
  const { mayChange, isMine } = useMayChange();
  const shared = ref<Right>('view');
  watch(
    () => trigger.value?.id,
    async (id) => {
      shared.value = 'view';
      if (id === undefined || trigger.value === undefined || mayChange(trigger.value)) return;
      if (!session.may('triggers.manage')) return;
      for (const right of ['run', 'edit', 'manage'] as const) {
        const question = { action: acts[right], resource: { type, id } };
        // Without an answer the page stays one to look at.
        const answer = await dataOf(api.POST('/permissions/explain', { body: question })).catch(
          () => undefined,
        );
        if (answer?.allowed !== true || trigger.value?.id !== id) return;
        shared.value = right;
      }
    },
    { immediate: true },
  );
  const right = computed<Right>(() =>
    trigger.value !== undefined && mayChange(trigger.value) ? 'manage' : shared.value,
  );
  const may = (wanted: Right): boolean => ascending.indexOf(right.value) >= ascending.indexOf(wanted);
  return {
    mayRun: computed(() => may('run')),
    mayEdit: computed(() => may('edit')),
    mayManage: computed(() => may('manage')),
    isMine,
  };
};
