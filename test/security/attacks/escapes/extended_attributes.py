"""Give files capabilities, attributes or set-id bits that somebody outside would honour."""

import os
import stat

from prologue import achieved, attempt


def main(target: dict) -> dict:
    open("out/tool", "w").close()
    attempt(
        "capability",
        lambda: os.setxattr("out/tool", "security.capability", b"\1\0\0\2\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
    )
    attempt("user attribute", lambda: os.setxattr("out/tool", "user.note", b"x"))

    def set_uid_of_root():
        os.chmod("out/tool", 0o4755)
        about = os.stat("out/tool")
        return bool(about.st_mode & stat.S_ISUID) and about.st_uid == 0

    attempt("set-uid", set_uid_of_root)
    return {"achieved": achieved}
