/** Loads once, with the first call; a load that failed is tried anew by the next. */
export const loadOnce = <Value>(load: () => Promise<Value>): (() => Promise<Value>) => {
  let loading: Promise<Value> | undefined;
  return () => {
    loading ??= load().catch((thrown: unknown) => {
      loading = undefined;
      throw thrown;
    });
    return loading;
  };
};

type AsyncFunction = (...args: never[]) => Promise<unknown>;

/** An interface all of whose members are asynchronous functions. */
type Asynchronous<Service> = {
  readonly [Name in keyof Service]: Service[Name] extends AsyncFunction ? Service[Name] : never;
};

/**
 * A service whose module is loaded with its first call: `deferred(async () => (await import('./open-tasks.ts')).openTasks(…))`.
 * An AWS client costs a cold start 5 to 20 ms, and most requests need none but the table's.
 */
export const deferred = <Service extends Asynchronous<Service>>(load: () => Promise<Service>): Service => {
  const loaded = loadOnce(load) as () => Promise<Readonly<Record<string, AsyncFunction>>>;
  return new Proxy({} as Service, {
    // `then` would be called by whoever awaits the service itself.
    get: (_, name) =>
      typeof name === 'string' && name !== 'then'
        ? async (...args: never[]) => (await loaded())[name]?.(...args)
        : undefined,
  });
};

/** The same for a single asynchronous function. */
export const deferredCall = <Args extends readonly unknown[], Result>(
  load: () => Promise<(...args: Args) => Promise<Result>>,
): ((...args: Args) => Promise<Result>) => {
  const loaded = loadOnce(load);
  return async (...args) => (await loaded())(...args);
};
