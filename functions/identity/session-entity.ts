import { Entity, type EntityItem } from 'electrodb';
import { type Table, tableService } from '../platform/table.ts';
import type { Session } from './session.ts';

const casing = 'none';

/** A session. */
export const makeSessionEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'session', version: '1', service: tableService },
      attributes: {
        userId: { type: 'string', required: true, field: 'user_id' },
        id: { type: 'string', required: true },
        username: { type: 'string', required: true },
        refreshHash: { type: 'string', required: true, field: 'refresh_hash' },
        poolHash: { type: 'string', field: 'pool_hash' },
        previousHash: { type: 'string', field: 'previous_hash' },
        rotatedAt: { type: 'number', field: 'rotated_at' },
        sealedNonce: { type: 'string', field: 'sealed_nonce' },
        createdAt: { type: 'string', required: true, field: 'created_at' },
        expiresAt: { type: 'number', required: true, field: 'expires_at' },
        device: { type: 'string' },
        userAgent: { type: 'string', field: 'user_agent' },
        address: { type: 'string' },
        idleSeconds: { type: 'number', field: 'idle_seconds' },
        confirmedAt: { type: 'number', field: 'confirmed_at' },
        revokedAt: { type: 'string', field: 'revoked_at' },
        // Whoever is ended leaves the list of open ones: the two are partitions of one index.
        state: { type: ['open', 'ended'] as const, required: true, default: 'open' },
        // Empty: a session from before this was written.
        seen: { type: 'string', required: true, default: '', field: 'last_seen' },
      },
      // Keyed by user and session, so that "all others of this user" is one consistent query without an index.
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['userId'], casing },
          sk: { field: 'sk', composite: ['id'], casing },
        },
        open: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['state'], casing },
          sk: { field: 'gsi1sk', composite: ['seen', 'userId', 'id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

type SessionRow = EntityItem<ReturnType<typeof makeSessionEntity>>;

/** The session of a row. */
export const sessionOf = ({ state: _, seen, ...row }: SessionRow): Session => ({
  ...row,
  ...(seen === undefined || seen === '' ? {} : { lastSeen: seen }),
});
