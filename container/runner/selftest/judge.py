"""What the probe must have seen, per launcher. Rules only, no I/O."""

from typing import NamedTuple

NO_CAPABILITIES = "0000000000000000"
THREAD_VARIABLES = {f"{name}_NUM_THREADS" for name in ("OPENBLAS", "OMP", "MKL", "NUMEXPR")}
ALLOWED_VARIABLES = {
    *("HOME", "TMPDIR", "USER", "LOGNAME", "PATH", "LANG", "TZ", "PWD", "OPENSCRIPT_RUN_ID"),
    *("POLARS_MAX_THREADS", "OPENBLAS_CORETYPE"),
    *THREAD_VARIABLES,
}


class Check(NamedTuple):
    """One property of the sandbox: did it hold, and what was seen."""

    name: str
    ok: bool
    seen: object


def judge(values: dict, launcher: str) -> list[Check]:
    """The checks for what the probe measured under `launcher` (bwrap or inproc)."""
    checks = [
        Check("uid_is_not_root", values["uid"] != 0 and values["gid"] != 0, values["uid"]),
        Check("no_supplementary_groups", 0 not in values["groups"], values["groups"]),
        Check("no_capabilities", set(values["capabilities"]) == {NO_CAPABILITIES}, values["capabilities"]),
        Check("no_new_privileges", values["no_new_privs"] == "1", values["no_new_privs"]),
        Check("seccomp_filter", values["seccomp"] == "2", values["seccomp"]),
        Check("no_netlink", bool(values["netlink_socket"]), values["netlink_socket"]),
        Check("core_pattern_not_writable", bool(values["core_pattern"]), values["core_pattern"]),
        Check("no_user_namespaces", bool(values["user_namespace"]), values["user_namespace"]),
        Check("system_not_writable", bool(values["write_system"]), values["write_system"]),
        Check("clean_environment", set(values["environment"]) <= ALLOWED_VARIABLES, values["environment"]),
    ]
    if launcher == "bwrap":
        checks.append(Check("only_loopback", values["interfaces"] == ["lo"], values["interfaces"]))
        checks.append(Check("own_processes_only", values["processes"] <= 3, values["processes"]))
    else:
        checks.append(
            Check("no_internet_sockets", bool(values["internet_socket"]), values["internet_socket"])
        )
    return checks
