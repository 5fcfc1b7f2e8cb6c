"""Each file here closes one gap of the pinned MiniStack and says why; all are applied at the start."""

import importlib

from emulator.settings import Refused
from emulator.state import executions, items

PATCHES = (
    "strict_restore",
    "own_saving",
    "pooled_random",
    "bounded_memory",
    "routes_compiled_once",
    "jwt_checked_once",
    "lambda_log_end",
    "lambda_fewer_threads",
    "lambda_error_name",
    "lambda_queue_concurrency",
    "lambda_stream_batches",
    "ecs_docker_client",
    "ecs_exit_notice",
    "ecs_state_events",
    "ecs_stop_task",
    "ecs_platform_check",
    "ecs_restored_tasks",
    "sfn_run_task_sync",
    "sfn_start_delay",
    "scheduler_on_the_second",
    "cognito_policy_types",
    "s3_bucket_lock",
    "cognito_provider_resource",
    "cognito_federation",
    "s3_version_reads",
    "s3_post_signature",
)


def apply_patches() -> None:
    """Apply all; raise `Refused` when one does not find what it was made for."""
    for name in PATCHES:
        try:
            importlib.import_module(f"emulator.patches.{name}").install()
        except ImportError as error:
            raise Refused(f"patch {name}: {error}") from error
    items.install()
    executions.install()
