"""Where an interpreter's files lie: its virtual environment, its installation and the links between them."""

import os

SYSTEM = ("/usr", "/bin", "/lib")  # always visible in the sandbox


def interpreter_paths(python: str) -> list[str]:
    """The directories outside /usr that must be readable to run `python`, each at the path it is looked for.

    `python` is an absolute path, of a virtual environment or of an installation. Followed are the chain of
    links from it to the real program and `home` in pyvenv.cfg (PEP 405). Links of directories are kept as
    paths of their own, because pyvenv.cfg and sys.prefix may name either.
    """
    found: list[str] = []
    for program in _chain(python):
        prefix = os.path.dirname(os.path.dirname(program))
        found.append(prefix)
        home = _home(prefix)
        if home is not None:
            found.append(os.path.dirname(home))
    paths = [path for prefix in found for path in (prefix, os.path.realpath(prefix))]
    outside = {path for path in paths if path != "/" and not _inside(path, SYSTEM)}
    return sorted(path for path in outside if not _inside(path, outside - {path}))


def _chain(path: str) -> list[str]:
    chain = [path]
    while os.path.islink(path) and len(chain) < 40:
        path = os.path.normpath(os.path.join(os.path.dirname(path), os.readlink(path)))
        chain.append(path)
    return chain


def _home(prefix: str) -> str | None:
    try:
        with open(os.path.join(prefix, "pyvenv.cfg"), encoding="utf-8") as file:
            for line in file:
                key, _, value = line.partition("=")
                if key.strip().lower() == "home" and value.strip().startswith("/"):
                    return os.path.normpath(value.strip())
    except OSError:
        pass
    return None


def _inside(path: str, parents: object) -> bool:
    return any(path == parent or path.startswith(parent + "/") for parent in parents)  # type: ignore[attr-defined]
