import {
  inMemoryChallenges,
  inMemorySessions,
  inMemorySetup,
  inMemorySignInRecords,
  inMemoryUsers,
} from './in-memory.ts';
import {
  inMemoryCredentials,
  inMemoryMailCodes,
  inMemoryRegistrations,
  inMemorySignInLog,
} from './in-memory-credentials.ts';
import { defineSessionSuites } from './session-suites.ts';
import { defineStoreSuites } from './store-suites.ts';

// The other tests of identity trust these; the table's pass the same suites in test/integration/identity.
defineStoreSuites(() => ({
  users: inMemoryUsers(),
  sessions: inMemorySessions(),
  challenges: inMemoryChallenges(),
  records: inMemorySignInRecords(),
  setup: inMemorySetup(),
}));

defineSessionSuites(() => ({
  sessions: inMemorySessions(),
  credentials: inMemoryCredentials(),
  mailCodes: inMemoryMailCodes(),
  registrations: inMemoryRegistrations(),
  signIns: inMemorySignInLog(),
}));
