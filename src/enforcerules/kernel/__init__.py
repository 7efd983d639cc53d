"""The generated kernel: the reference kernel run once for each way through the law, and that way kept as Python.

The reference decides a case while its path is watched (`traced`): which conditions it asked, with which answer, and how
it compared amounts that depend on facts. The path is a branch of a tree (`tree`), its end a result whose amounts are
expressions over facts. From the tree one function is generated (`code`), with the checks of the facts in front (`slots`). A
case that takes a way not seen before, or gives anything but plain values, is decided by the reference. So the two
cannot mean different things: there is no second writing of the law.
"""
