import errno
from pathlib import Path

import pytest
from bpf_machine import decide
from runner.seccomp.blobs import blob_path
from runner.seccomp.compile import AUDIT_ARCH, compile_filter
from runner.seccomp.conditions import NETWORKS
from runner.seccomp.policy import ARCHITECTURES, read_numbers, read_policy

ALLOW, KILL = 0x7FFF0000, 0x80000000
FILTERS = [(architecture, network) for architecture in ARCHITECTURES for network in NETWORKS]
BLOBS = {each: Path(blob_path(*each)).read_bytes() for each in FILTERS}


def refused(number: int) -> int:
    return 0x00050000 | number


def ask(architecture: str, network: str, name: str, *arguments: int) -> int:
    """What the committed filter says to a call by name."""
    return decide(
        BLOBS[architecture, network], read_numbers(architecture)[name], AUDIT_ARCH[architecture], arguments
    )


@pytest.mark.parametrize(("architecture", "network"), FILTERS)
def test_the_committed_filter_is_what_the_policy_makes(architecture: str, network: str) -> None:
    assert BLOBS[architecture, network] == compile_filter(architecture, network)


@pytest.mark.parametrize(("architecture", "network"), FILTERS)
def test_every_system_call_gets_what_the_policy_says(architecture: str, network: str) -> None:
    policy = read_policy()
    names = {number: name for name, number in read_numbers(architecture).items()}
    expected = {"allow": ALLOW, "refuse": refused(errno.EPERM), None: refused(errno.ENOSYS)}
    for number in range(1200):
        section = policy.get(names.get(number, ""))
        if section != "condition":
            assert (
                decide(BLOBS[architecture, network], number, AUDIT_ARCH[architecture]) == expected[section]
            ), number


@pytest.mark.parametrize(("architecture", "network"), FILTERS)
def test_another_architecture_is_killed(architecture: str, network: str) -> None:
    for other in (0x40000003, 0x40000028, 0, *(set(AUDIT_ARCH.values()) - {AUDIT_ARCH[architecture]})):
        assert decide(BLOBS[architecture, network], 0, other) == KILL


def test_x32_and_numbers_out_of_range_do_not_exist() -> None:
    for number in (0x40000000, 0x40000000 | 39, 0x7FFFFFFF, 0xFFFFFFFF, 5000):
        assert decide(BLOBS["x86_64", "task"], number, AUDIT_ARCH["x86_64"]) == refused(errno.ENOSYS)


@pytest.mark.parametrize(("architecture", "network"), FILTERS)
def test_clone_makes_threads_and_processes_but_no_namespaces(architecture: str, network: str) -> None:
    threads = 0x003D0F00  # what glibc's pthread_create asks for
    assert ask(architecture, network, "clone", threads) == ALLOW
    assert ask(architecture, network, "clone", 17) == ALLOW
    for flag in (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
        assert ask(architecture, network, "clone", flag | 17) == refused(errno.EPERM)
        assert ask(architecture, network, "clone", flag | threads | 1 << 40) == refused(errno.EPERM)
    assert ask(architecture, network, "clone3") == refused(errno.ENOSYS)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_sockets_of_the_internet_need_an_own_network(architecture: str) -> None:
    for family in (2, 10):
        assert ask(architecture, "isolated", "socket", family, 1) == ALLOW
        assert ask(architecture, "task", "socket", family, 1) == refused(errno.ENETUNREACH)
    for network in NETWORKS:
        assert ask(architecture, network, "socket", 1, 1) == ALLOW
        assert ask(architecture, network, "socket", 1 | 1 << 32, 1) == ALLOW  # the kernel reads an int
        for family in (0, 3, 16, 17, 38, 40, 44, 0xFFFFFFFF):
            assert ask(architecture, network, "socket", family, 3) == refused(errno.EAFNOSUPPORT)


@pytest.mark.parametrize(("architecture", "network"), FILTERS)
def test_only_harmless_ioctls_are_let_through(architecture: str, network: str) -> None:
    for request in (0x5401, 0x540F, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451):
        assert ask(architecture, network, "ioctl", 0, request) == ALLOW
    for request in (0x5412, 0x5402, 0x541C, 0, 0xFFFFFFFF):
        assert ask(architecture, network, "ioctl", 0, request) == refused(errno.ENOTTY)


def test_a_name_that_no_architecture_has_is_a_typing_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runner.seccomp.compile.read_policy", lambda: {"opne": "allow"})
    with pytest.raises(ValueError, match="opne"):
        compile_filter("arm64", "task")
