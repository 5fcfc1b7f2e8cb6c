"""What the launcher is told on its command line, and the environment that MiniStack reads at import."""

import argparse
import importlib.metadata
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

MINISTACK_VERSION = "1.5.33"
LOOPBACK = "127.0.0.1"


class Refused(Exception):
    """The emulator must not start; the message says what to change."""


@dataclass(frozen=True)
class Settings:
    """Where to listen, and where the state lives."""

    host: str
    port: int
    home: Path
    docker_host: str | None
    public_url: str | None
    max_running_runs: int | None

    @property
    def state_dir(self) -> Path:
        return self.home / "state"


def parse_settings(arguments: list[str]) -> Settings:
    """Read the command line; refuse any address but loopback, and any MiniStack but the one the patches were
    made for.
    """
    parser = argparse.ArgumentParser(prog="python -m emulator")
    parser.add_argument("--host", default=LOOPBACK)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--docker-host", help="the engine that runs ECS tasks, e.g. unix:///path")
    parser.add_argument("--public-url", help="where browsers reach S3: functions sign their URLs for it")
    parser.add_argument("--max-running-runs", type=int, help="how many runs the agent runs at a time")
    given = parser.parse_args(arguments)
    if given.host != LOOPBACK:
        raise Refused(
            f"refuses to listen on {given.host}: its sign-in and permissions are imitations, "
            f"only {LOOPBACK} is safe"
        )
    installed = importlib.metadata.version("ministack")
    if installed != MINISTACK_VERSION:
        raise Refused(f"needs ministack {MINISTACK_VERSION}, found {installed}; run `npm run setup`")
    return Settings(
        given.host,
        given.port,
        given.home.resolve(),
        given.docker_host,
        given.public_url,
        given.max_running_runs,
    )


def prepare_environment(settings: Settings) -> None:
    """Set MiniStack's switches. Lambda functions inherit this process's environment, so nothing else belongs
    in it.
    """
    os.umask(0o077)  # signing keys, tables and objects are for the owner only
    scratch = settings.home / "tmp"
    shutil.rmtree(scratch, ignore_errors=True)  # unpacked functions that a killed emulator left
    for folder in (settings.state_dir, settings.home / "s3", scratch):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if settings.public_url:
        os.environ["PUBLIC_S3_ENDPOINT"] = settings.public_url
        os.environ["CONSOLE_URL"] = settings.public_url
    if settings.max_running_runs:
        os.environ["MAX_RUNNING_RUNS"] = str(settings.max_running_runs)
    os.environ.update(
        GATEWAY_PORT=str(settings.port),
        BIND_HOST=settings.host,
        PERSIST_STATE="1",
        STATE_DIR=str(settings.state_dir),
        S3_PERSIST="1",
        S3_DATA_DIR=str(settings.home / "s3"),
        TMPDIR=str(scratch),
        IOT_MTLS_ENABLED="0",
        SFTP_ENABLED="0",
        MINISTACK_REGION="us-east-1",
        DOCKER_HOST=settings.docker_host or f"unix://{settings.home}/no-docker.sock",
        MINISTACK_COGNITO_PRETOKEN_STRICT="1",
    )
