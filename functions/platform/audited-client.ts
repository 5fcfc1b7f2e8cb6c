import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConditionalCheckFailedException, type TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type AuditScope, auditContext, auditScope, eventOfScope } from './audit-context.ts';
import type { AuditEvent } from './audit-event.ts';

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;
type Send = (command: unknown, options?: unknown) => Promise<unknown>;
/** The put of an event's row, on condition that there is none. */
export type EventItem = (event: AuditEvent) => Items[number];

/** A single write does not know conflicts with transactions as a transaction does: it is tried again. */
const ROUNDS = 5;
const PAUSE_MS = 20;

const misused = (what: string): Error => new Error(`audited: ${what}`);

type Single = PutCommand | UpdateCommand | DeleteCommand;
const isSingle = (command: unknown): command is Single =>
  command instanceof PutCommand || command instanceof UpdateCommand || command instanceof DeleteCommand;

/** A single write as an item of a transaction, which cannot return values of what it wrote. */
const itemOf = ({ input }: Single, kind: 'Put' | 'Update' | 'Delete'): Items[number] => {
  const { ReturnValues, ReturnConsumedCapacity, ReturnItemCollectionMetrics, ...item } =
    input as unknown as Record<string, unknown>;
  if (ReturnValues !== undefined && ReturnValues !== 'NONE')
    throw misused(
      `a write that asks for ${String(ReturnValues)} cannot carry an event; read the row instead`,
    );
  return { [kind]: item };
};

const kindOf = (command: Single): 'Put' | 'Update' | 'Delete' => {
  if (command instanceof PutCommand) return 'Put';
  return command instanceof UpdateCommand ? 'Update' : 'Delete';
};

const isCanceled = (thrown: unknown): thrown is TransactionCanceledException =>
  thrown instanceof Error && thrown.name === 'TransactionCanceledException';

/** DynamoDB had no room for the event's row: a failure that may pass, whatever the change's own items met. */
const throttled = (cause: unknown): Error =>
  Object.assign(new Error('the audit event was not written', { cause }), { name: 'ThrottlingException' });

/** Makes the writes of a document client carry the event of the change that is being made. */
export const makeAuditedSend = (send: Send, eventItem: EventItem): Send => {
  /** Writes the items with the event; true: they are written. A refusal comes as DynamoDB's, less the event's reason. */
  const transact = async (input: TransactWriteCommandInput, scope: AuditScope, options: unknown) => {
    const items = input.TransactItems ?? [];
    const command = new TransactWriteCommand({
      ...input,
      ClientRequestToken: input.ClientRequestToken ?? randomUUID(),
      TransactItems: [...items, eventItem(eventOfScope(scope))],
    });
    try {
      return await send(command, options);
    } catch (thrown) {
      if (!isCanceled(thrown)) throw thrown;
      const reasons = thrown.CancellationReasons ?? [];
      const ours = reasons[items.length]?.Code ?? 'None';
      // The id is this command's own: its row is there because an earlier delivery of the command wrote everything.
      if (ours === 'ConditionalCheckFailed') return { $metadata: thrown.$metadata };
      if (ours !== 'None') throw throttled(thrown);
      thrown.CancellationReasons = reasons.slice(0, items.length);
      throw thrown;
    }
  };

  /** A single write's refusal must look like a single write's. */
  const write = async (command: Single, scope: AuditScope, options: unknown): Promise<unknown> => {
    const TransactItems = [itemOf(command, kindOf(command))];
    for (let round = 1; ; round += 1) {
      try {
        return await transact({ TransactItems }, scope, options);
      } catch (thrown) {
        const reason = isCanceled(thrown) ? thrown.CancellationReasons?.[0] : undefined;
        if (!isCanceled(thrown) || reason === undefined) throw thrown;
        if (reason.Code === 'ConditionalCheckFailed')
          throw new ConditionalCheckFailedException({
            message: reason.Message ?? 'The conditional request failed',
            $metadata: thrown.$metadata,
            ...(reason.Item === undefined ? {} : { Item: reason.Item }),
          });
        if (reason.Code !== 'TransactionConflict' || round === ROUNDS) throw throttled(thrown);
        await sleep(Math.random() * PAUSE_MS * round);
      }
    }
  };

  return async (command, options) => {
    const scope = auditScope();
    if (scope === undefined) return send(command, options);
    if (command instanceof BatchWriteCommand)
      throw misused('a batch is no transaction; write one transaction, or the batch `aside`');
    if (!isSingle(command) && !(command instanceof TransactWriteCommand)) return send(command, options);
    if (scope.state !== 'open') throw misused('one change is one write; this one has been made');
    const result = isSingle(command)
      ? await write(command, scope, options)
      : await transact(command.input, scope, options);
    scope.state = 'written';
    auditContext().tally.written += 1;
    return result;
  };
};

/** Replaces the client's `send` by one that carries events. */
export const withAuditedSend = (
  client: DynamoDBDocumentClient,
  eventItem: EventItem,
): DynamoDBDocumentClient => {
  const send = client.send.bind(client) as unknown as Send;
  client.send = makeAuditedSend(send, eventItem);
  return client;
};
