#!/usr/bin/env node
/** The command line tool: `openscript help`. It uses the HTTP API and nothing else. */
import { main } from './openscript/main.ts';
import { processTerminal } from './openscript/terminal.ts';

process.exitCode = await main(process.argv.slice(2), processTerminal());
