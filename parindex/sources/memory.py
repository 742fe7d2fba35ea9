"""How the garbage collector behaves in our programs; not in those that only import parindex."""

import gc


def settle_memory() -> None:
    """Tell the garbage collector that what is loaded stays, and to look less often.

    Modules, forms and results are many objects and no cycles; looking for cycles after every few
    hundred of them took a sixth of the time of reading forms, and a tenth of that of starting.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
