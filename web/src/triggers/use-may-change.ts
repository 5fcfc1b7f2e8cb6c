import { useSession } from '../session/session.ts';

/** Whether the reader may change a trigger: its owner, or who manages everybody's. */
export const useMayChange = () => {
  const session = useSession();
  const isMine = (owner: string): boolean => owner === session.me?.username || owner === session.me?.id;
  return {
    isMine,
    mayChange: ({ owner }: { readonly owner: string }): boolean =>
      session.may('triggers.manage.all') || (session.may('triggers.manage') && isMine(owner)),
  };
};
