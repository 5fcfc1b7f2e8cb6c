import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  finalizeRunEnvironment,
  onProgressEnvironment,
  onRunChangedEnvironment,
  type onTaskStoppedEnvironment,
  prepareRunEnvironment,
  sweepRunsEnvironment,
} from '../../functions/runs/environment.ts';
import type { DomainEvents } from './domain-events.ts';
import type { MainTable } from './main-table.ts';
import { NodeFunction } from './node-function.ts';
import type { PlatformFunction } from './platform-function.ts';
import type { RunnerTask } from './runner-task.ts';
import type { ObjectAccess, Storage } from './storage.ts';

export interface RunFunctionsProps {
  readonly table: MainTable;
  readonly storage: Storage;
  readonly task: RunnerTask;
  readonly events: DomainEvents;
  /** The time zone that scripts see. */
  readonly timeZone: string;
}

/** Below `runs/<run id>/<attempt>/`: the manifest, and what the task posts. */
const RUNS = 'runs/*';
/** What Finalize keeps of a report: the part of a result that is too large for the table. */
const OUTCOMES = 'outcomes/*';

const judging: ObjectAccess = { read: [RUNS], list: [RUNS], write: [OUTCOMES] };
const medium = { memory: 512, timeout: Duration.seconds(30) };

/** The functions that take a run from queued to its final status. */
export class RunFunctions extends Construct {
  /** Signs what the task may do and writes its manifest. */
  readonly prepare: NodeFunction<typeof prepareRunEnvironment>;
  /** Judges an attempt by its report, and writes the final status. */
  readonly finalize: NodeFunction<typeof finalizeRunEnvironment>;
  /** `progress.json` was written: the run is running, its bar moves. */
  readonly onProgress: NodeFunction<typeof onProgressEnvironment>;
  /** `report.json` was written: the run is final before ECS calls its task stopped. */
  readonly onReport: NodeFunction<typeof finalizeRunEnvironment>;
  /** A task has stopped, whoever stopped it. */
  readonly onTaskStopped: NodeFunction<typeof onTaskStoppedEnvironment>;
  /** A run's row was changed: tells the bus, and stops the task of one that is to be cancelled. */
  readonly onRunChanged: NodeFunction<typeof onRunChangedEnvironment>;
  /** Every minute: starts what the outbox holds, finishes what lost its event. */
  readonly sweep: NodeFunction<typeof sweepRunsEnvironment>;

  /** All of them. */
  readonly all: readonly PlatformFunction[];

  constructor(scope: Construct, id: string, { table, storage, task, events, timeZone }: RunFunctionsProps) {
    super(scope, id);
    this.prepare = new NodeFunction(this, 'PrepareRun', {
      description: 'Signs what a task may do and writes its manifest',
      environment: prepareRunEnvironment,
      ...medium,
    });
    // What it signs it must be allowed itself: GET of inputs and manifest, POST below the attempt's prefix.
    storage.bindFiles(this.prepare, { read: ['scripts/*'], readVersions: ['files/*'] });
    storage.bindArtifacts(this.prepare, { read: [RUNS], write: [RUNS], remove: [RUNS] });
    this.prepare.set('TIME_ZONE', timeZone);

    this.finalize = this.#judge('FinalizeRun', 'Judges an attempt and writes the final status', storage);
    this.onReport = this.#judge('OnReport', 'Finishes a run as soon as its report is written', storage);
    this.onTaskStopped = this.#judge('OnTaskStopped', 'Finishes a run whose task stopped', storage);

    this.onProgress = new NodeFunction(this, 'OnProgress', {
      description: 'Moves a run to running and its progress along',
      environment: onProgressEnvironment,
      ...medium,
    });
    storage.bindArtifacts(this.onProgress, { read: [RUNS], list: [RUNS] });
    task.bindStop(this.onProgress);

    this.sweep = new NodeFunction(this, 'SweepRuns', {
      description: 'Starts what the outbox holds, finishes what lost its event',
      environment: sweepRunsEnvironment,
      memory: 512,
      timeout: Duration.seconds(55), // it comes again every minute
    });
    storage.bindArtifacts(this.sweep, { ...judging, remove: [RUNS] });
    task.bindStop(this.sweep);

    this.onRunChanged = new NodeFunction(this, 'OnRunChanged', {
      description: 'Tells the bus what happened to a run, stops what is cancelled',
      environment: onRunChangedEnvironment,
      ...medium,
    });
    events.bind(this.onRunChanged);
    storage.bindArtifacts(this.onRunChanged, { remove: [RUNS] });
    task.bindStop(this.onRunChanged);

    const { prepare, finalize, onReport, onTaskStopped, onProgress, onRunChanged, sweep } = this;
    const all = [prepare, finalize, onReport, onTaskStopped, onProgress, onRunChanged, sweep];
    for (const fn of all) table.bind(fn, 'read and write');
    this.all = all;
  }

  #judge(
    name: 'FinalizeRun' | 'OnReport' | 'OnTaskStopped',
    description: string,
    storage: Storage,
  ): NodeFunction<typeof finalizeRunEnvironment> {
    const fn = new NodeFunction(this, name, { description, environment: finalizeRunEnvironment, ...medium });
    storage.bindArtifacts(fn, judging);
    return fn;
  }
}
