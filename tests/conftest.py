"""What all tests share. Qt draws into memory: no test needs a screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import settings

# The quick run tries fewer examples; `--hypothesis-profile thorough` more, as .ci/run does.
settings.register_profile("quick", max_examples=20, deadline=None)
settings.register_profile("thorough", max_examples=300, deadline=None)
settings.load_profile("quick")
