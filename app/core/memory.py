"""The collector of unused objects, told what it need not look at."""

import gc


def settle() -> None:
    """Called once before serving: modules, tables and templates stay, so the collector passes them over from now on.
    Looking at all of them again and again took a fifth of a page's time."""
    gc.collect()
    gc.freeze()
    # What a page makes is gone with it: no need to look in the middle of one.
    gc.set_threshold(10_000)
