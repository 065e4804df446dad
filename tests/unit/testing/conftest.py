"""The foreign project is run by a test of ours, in a process of its own."""

collect_ignore = ["foreign_project"]
