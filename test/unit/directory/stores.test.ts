import { inMemoryUsers } from '../identity/in-memory.ts';
import { inMemoryDirectory } from './in-memory.ts';
import { defineDirectorySuites } from './store-suites.ts';

// The other tests of the directory trust these; the table's pass the same suites in test/integration/directory.
const users = inMemoryUsers();
const stores = inMemoryDirectory(users.rows);
defineDirectorySuites(() => ({ users, ...stores }));
