interface Provider {
  readonly id: string;
  readonly label: string;
}

/** What a provider calls itself; one that this stage no longer offers goes by its id. */
export const labelOf = (providers: readonly Provider[] | undefined, id: string): string =>
  providers?.find((provider) => provider.id === id)?.label ?? id;

/** The providers that somebody has no identity at. */
export const notHeld = (
  providers: readonly Provider[] | undefined,
  held: readonly { readonly provider: string }[] | undefined,
): readonly Provider[] =>
  (providers ?? []).filter(({ id }) => held?.some(({ provider }) => provider === id) !== true);
