/**
 * Facts about the templates, by subject. One test file for all of them, because a synthesis takes seconds: they share it.
 */
import './api.facts.ts';
import './audit.facts.ts';
import './calls.facts.ts';
import './console.facts.ts';
import './data.facts.ts';
import './drops.facts.ts';
import './federation.facts.ts';
import './functions.facts.ts';
import './identity.facts.ts';
import './network.facts.ts';
import './observability.facts.ts';
import './permissions.facts.ts';
import './schedules.facts.ts';
import './stateful.facts.ts';
import './task.facts.ts';
import './webhooks.facts.ts';
import './workflow.facts.ts';
