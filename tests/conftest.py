"""What all tests share. Qt draws into memory: no test needs a screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
