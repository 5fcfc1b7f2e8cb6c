"""Stands in for the runner in tests of the emulator and the agent: does what the manifest's address says.

http://stub/exit/7       ends with status 7
http://stub/sleep/30     sleeps, ends with 9 when told to stop
http://stub/deaf/30      sleeps, ignores SIGTERM
http://stub/children/30  sleeps beside a child that sleeps too
"""

import os
import signal
import subprocess
import sys
import time

_, _, _, verb, number = os.environ["OPENSCRIPT_MANIFEST_URL"].split("/")
print(f"stub {verb} slot {os.environ['OPENSCRIPT_SLOT']}", " ".join(sorted(os.environ)), flush=True)
if verb == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
else:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(9))
if verb == "children":
    subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({number})"])
if verb == "exit":
    sys.exit(int(number))
time.sleep(float(number))
